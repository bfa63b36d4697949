import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { MAIN } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { OPEN_MPI } from './launchers.js'
import { ranks } from './ranks.js'

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 1200, 200)

/** Runs a script of examples/cluster. */
function script(name: string, args: readonly string[], variables: NodeJS.ProcessEnv) {
  const file = fileURLToPath(new URL(`../../examples/cluster/${name}`, import.meta.url))
  const env = { ...process.env, ANTIGRAD: `${process.execPath} ${MAIN}`, ...variables }
  return spawnSync('bash', [file, ...args], { cwd: scratch, env, encoding: 'utf8' })
}

describe.skipIf(OPEN_MPI.missing)(`examples/cluster (${OPEN_MPI.missing ?? 'Open MPI'})`, () => {
  test('mpirun.sh: a rank for each line of the file of machines', () => {
    writeFileSync(join(scratch, 'hosts'), 'localhost slots=2\nlocalhost\n')
    const args = ['--data', small, '--epochs', '1', '--batch-size', '400', '--out', 'machines', '--quiet']
    const asRoot = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' }
    const ended = script('mpirun.sh', args, { ...asRoot, ...ranks(OPEN_MPI, 2).env })
    expect(ended.stderr).not.toContain('error')
    expect(ended.stdout).toMatch(/^trained in .* on 2 ranks of /m)
  })

  test('train.slurm: begins a run, and submitted again goes on with it', () => {
    const srun = join(scratch, 'srun')
    // Says what would be started.
    writeFileSync(srun, '#!/bin/sh\necho "$@"\n', { mode: 0o755 })
    const variables = { PATH: `${scratch}:${process.env.PATH}`, ANTIGRAD: 'antigrad', OUT: 'job' }
    const begun = script('train.slurm', [], variables).stdout
    expect(begun).toBe(
      '--mpi=pmix --kill-on-bad-exit=1 antigrad train --out job --data mnist-full --hidden 800 --batch-size 1024\n',
    )
    mkdirSync(join(scratch, 'job'))
    writeFileSync(join(scratch, 'job', 'config.json'), '{}')
    expect(script('train.slurm', [], { ...variables, PMI: 'pmi2' }).stdout).toBe(
      '--mpi=pmi2 --kill-on-bad-exit=1 antigrad train --resume job\n',
    )
  })
})
