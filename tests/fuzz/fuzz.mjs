// `pnpm fuzz --seconds N`: every reader is given mutants of good files for N seconds in all. Each must be read
// or refused with one line (BadInput), within a second. What breaks this is written to a file and ends the run.
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BadInput, createRandom } from '@antigrad/core'
import { mutate } from './mutate.mjs'
import { readers } from './readers.mjs'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '30' }, seed: { type: 'string' } },
})
const seconds = Number(values.seconds)
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
if (!(seconds > 0) || !Number.isSafeInteger(seed)) {
  process.stderr.write('pnpm fuzz [--seconds N] [--seed N]: expected numbers\n')
  process.exit(2)
}
process.stdout.write(`seed ${seed}\n`)
const random = createRandom(seed, 0)
const all = await readers()
const counts = new Map(all.map(({ name }) => [name, { mutants: 0, read: 0, refused: 0, slowest: 0 }]))
const end = performance.now() + seconds * 1000

for (let turn = 0; performance.now() < end; turn++) {
  const { name, samples, read } = all[turn % all.length]
  const bytes = mutate(samples[random.integer(samples.length)], random)
  const count = counts.get(name)
  const start = performance.now()
  let wrong
  try {
    read(bytes)
    count.read++
  } catch (error) {
    count.refused++
    if (!(error instanceof BadInput)) wrong = `${error?.stack ?? error}`
    else if (error.message.includes('\n')) wrong = `more than one line: ${error.message}`
  }
  const took = performance.now() - start
  count.mutants++
  count.slowest = Math.max(count.slowest, took)
  // A busy machine may hold a reader up; one that is slow by itself is slow again.
  if (took > 1000 && timeOf(() => read(bytes)) > 1000) wrong = `it took ${took.toFixed(0)} ms`
  if (wrong) {
    const file = join(tmpdir(), `antigrad-fuzz-${name}-${seed}-${turn}`)
    await writeFile(file, bytes)
    process.stderr.write(`${name}, mutant ${turn}, kept as ${file}\n${wrong}\n`)
    process.exit(1)
  }
}

for (const [name, { mutants, read, refused, slowest }] of counts) {
  process.stdout.write(
    `${name.padEnd(12)} ${mutants} mutants: ${read} read, ${refused} refused, slowest ${slowest.toFixed(0)} ms\n`,
  )
}

function timeOf(call) {
  const start = performance.now()
  try {
    call()
  } catch {}
  return performance.now() - start
}
