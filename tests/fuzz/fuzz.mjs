// `pnpm fuzz --seconds N`: every reader is given mutants of good files for N seconds in all, those that reach new
// code first. Each must be read or refused with one line, within a second of the processor. What breaks this is kept in a file and
// ends the run; where it ends the process, the newest `antigrad-fuzz-READER-SEED` of the temporary folder holds it.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Coverage } from './coverage.mjs'
import { LastMutant } from './last-mutant.mjs'

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

/** How long a reader is tried before it is the next one's turn, in milliseconds. */
const TURN = 10

// Only code that is loaded from here on is counted in blocks.
const coverage = new Coverage()
const { createRandom } = await import('@antigrad/core')
const { readers } = await import('./readers/index.mjs')
const { Search } = await import('./search.mjs')

const random = createRandom(seed, 0)
const all = readers().map((reader) => {
  const last = new LastMutant(join(tmpdir(), `antigrad-fuzz-${reader.name.replaceAll(' ', '-')}-${seed}`))
  return { name: reader.name, last, search: new Search(reader, coverage, random, last), count: 1 }
})
for (const { search } of all) await search.begin()
const end = performance.now() + seconds * 1000
for (let turn = 0; performance.now() < end; turn++) {
  const reader = all[turn % all.length]
  const { name, search, count } = reader
  const start = performance.now()
  const found = await search.turn(count)
  const took = performance.now() - start
  reader.count = Math.max(1, Math.min(2 * count, Math.round((count * TURN) / took)))
  if (found) {
    for (const other of all) if (other !== reader) other.last.remove()
    process.stderr.write(`${name}, mutant ${search.mutants}, kept as ${reader.last.file}\n${found}\n`)
    process.exit(1)
  }
}

for (const { name, last, search } of all) {
  last.remove()
  const { mutants, refused, seeds, slowest } = search
  process.stdout.write(
    `${name.padEnd(12)} ${mutants} mutants: ${mutants - refused} read, ${refused} refused, ${seeds.length} seeds, slowest ${slowest.toFixed(0)} ms\n`,
  )
}
