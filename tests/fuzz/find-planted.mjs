// Prints after how many mutants, of at most so many, the planted mistake is found: with what code they reach, or without.
import { Coverage } from './coverage.mjs'

const [, , way, most] = process.argv
const coverage = way === 'guided' ? new Coverage() : { take: () => [], isNew: () => false, add: () => {} }
const { createRandom } = await import('@antigrad/core')
const { read } = await import('../fixtures/planted-reader.mjs')
const { Search } = await import('./search.mjs')

const search = new Search({ samples: [new Uint8Array(24)], read }, coverage, createRandom(1, 0))
await search.begin()
let found
while (!found && search.mutants < Number(most)) found = await search.turn(100)
process.stdout.write(`${found ? search.mutants : 'never'}\n`)
