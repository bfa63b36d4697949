import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Command, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'
import { KOFFI, MPICH, OPEN_MPI, startJob } from './launchers.js'
import { childrenOf, processesOf } from './ranks.js'
import { SOON, struck } from './strike.js'
import { leftAlone } from './train-alone.js'
import { noHosts, TwoHosts } from './two-hosts.js'

const scratch = scratchFolder()
const small = writeSmallDigits(join(scratch, 'digits'), 6000, 200)

/** What the locks of runs in a folder say. */
function locksIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const files = names.map((name) => join(folder, name, 'run.lock')).filter((file) => existsSync(file))
  return files.map((file) => readFileSync(file, 'utf8')).join('')
}

/** Whether every case is tried. */
const ALL = process.env.ANTIGRAD_FAULTS === 'full'

let hosts: TwoHosts

for (const here of [OPEN_MPI, MPICH]) {
  const missing = here.missing ?? noHosts
  describe.skipIf(missing)(`two hosts, ${here.name} (${missing ?? 'is here'})`, () => {
    beforeAll(() => {
      hosts = new TwoHosts()
    })
    afterAll(() => hosts.close())

    test.each(ALL ? [2, 3] : [2])('%i ranks have the bits of one thread', async (ranks) => {
      const launcher = hosts.launcher(here)
      const { code, stdout, stderr } = await startJob(launcher, ranks, ['train-rank.mjs'], hosts.env).ended
      expect({ code, stderr }).toMatchObject({ code: 0 })
      const left = leftAlone()
      expect(JSON.parse(stdout)).toEqual(Array.from({ length: ranks }, (_, rank) => ({ rank, ranks, left })))
    })

    test.runIf(ALL && here === OPEN_MPI)(
      'a sweep whose hosts both fail goes on, whoever held which run',
      async () => {
        const surroundings = {
          through: hosts.launcher(here).words(2),
          env: { NODE_PATH: KOFFI, ...hosts.env },
        }
        const out = join(scratch, 'sweep')
        const flags = [
          '--data',
          small,
          '--recipe',
          'lecture',
          '--hidden',
          '16',
          '--lr',
          '0.1',
          '1',
          '3',
          '10',
        ]
        const sweep = ['sweep', ...flags, '--epochs', '40', '--out', out]
        const command = new Command(sweep, surroundings)
        const held = () => ['host-a', 'host-b'].filter((host) => locksIn(out).includes(`"host":"${host}"`))
        while (held().length < 2 && command.child.exitCode === null) await sleep(20)
        // As where their power fails: the locks of two hosts are left.
        const processes = processesOf(command.child.pid ?? 0).flatMap((rank) => [...childrenOf(rank), rank])
        for (const pid of processes) process.kill(pid, 'SIGKILL')
        expect((await command.ended).code).not.toBe(0)
        expect(held()).toEqual(['host-a', 'host-b'])
        const ended = await run(['sweep', '--resume', out], surroundings)
        expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('the best of 4 runs') })
      },
    )

    test.runIf(ALL)('where the network between them is cut, nobody is left on either', async () => {
      const job = await struck(hosts.launcher(here), { doing: 'training', env: hosts.env }, () =>
        hosts.setCable('host-b', 'down'),
      )
      expect(job.left).toEqual([])
      expect(job.code).not.toBe(0)
      expect(job.milliseconds).toBeLessThan(SOON)
    })
  })
}
