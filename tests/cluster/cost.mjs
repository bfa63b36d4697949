// What ranks cost: the examples/s of two ranks of one thread beside those of two threads of one process, whole runs in turns:
//   node tests/cluster/cost.mjs [rounds] [mpirun.openmpi | mpirun.mpich]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const [, , rounds = '5', program = 'mpirun.openmpi'] = process.argv
const MAIN = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))
const NODE_PATH = fileURLToPath(new URL('koffi/node_modules', import.meta.url))

/** Hidden layers, and epochs that take some seconds. */
const NETWORKS = [
  ['800', 6],
  ['2048,2048', 1],
]
const UNBOUND = program.endsWith('mpich')
  ? []
  : ['--allow-run-as-root', '--oversubscribe', '--bind-to', 'none']
const WAYS = [
  ['two threads', [], '2'],
  ['two ranks', [program, ...UNBOUND, '-n', '2'], '1'],
]
const scratch = mkdtempSync(join(tmpdir(), 'antigrad-cost-'))

/** What a run says at its end. */
function train(hidden, epochs, through, threads) {
  const asked = ['--data', 'mnist-full', '--hidden', hidden, '--batch-size', '1024', '--epochs', `${epochs}`]
  const how = ['--threads', threads, '--json', '--quiet', '--force', '--out', join(scratch, 'run')]
  const [command, ...words] = [...through, process.execPath, MAIN, 'train', ...asked, ...how]
  const { status, stdout, stderr } = spawnSync(command, words, {
    encoding: 'utf8',
    env: { ...process.env, NODE_PATH },
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]
}

for (const [hidden, epochs] of NETWORKS) {
  const found = WAYS.map(() => [])
  for (let round = 0; round < Number(rounds); round++) {
    for (const n of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const [, through, threads] = WAYS[n]
      found[n].push(train(hidden, epochs, through, threads))
    }
  }
  const speeds = found.map((runs) => runs.map(({ examplesPerSecond }) => examplesPerSecond))
  const ratios = speeds[1].map((speed, round) => speed / speeds[0][round])
  const hashes = new Set(found.flat().map(({ weightsHash }) => weightsHash))
  const texts = WAYS.map(([name], n) => `${name} ${Math.round(median(speeds[n]))} examples/s`)
  const spread = ratios.map((ratio) => ratio.toFixed(2)).join(' ')
  const bits = hashes.size === 1 ? 'the same bits' : 'OTHER BITS'
  process.stdout.write(
    `784-${hidden.replaceAll(',', '-')}-10: ${texts.join(', ')}, ratio ${median(ratios).toFixed(3)} (${spread}), ${bits}\n`,
  )
}
rmSync(scratch, { recursive: true })
