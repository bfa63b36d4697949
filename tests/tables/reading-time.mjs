// How long a table of 1,000,000 rows of 30 columns takes to be read, beside pandas, in turns. Not part of the tests, for it takes
// minutes, 1.3 GB of space in the folder of temporary files (TMPDIR), and python3 with pandas:
//
//   pnpm run build && node tests/tables/reading-time.mjs [rounds]
//
// Pandas makes columns of float64; here the table is divided, scaled and made float32 too. Times are those of one process each,
// from the file to the values; seconds of the processor beside them, which other programs disturb less.

import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { xorshift } from './xorshift.mjs'

const ROUNDS = Number(process.argv[2] ?? 3)
const ROWS = 1_000_000
const COLUMNS = 30

const OURS = `
const { openDataset } = await import(process.argv[1])
const [start, before] = [performance.now(), process.cpuUsage()]
await openDataset(process.argv[2], { label: 'y', seed: 1 })
const { user, system } = process.cpuUsage(before)
console.log((performance.now() - start) / 1000, (user + system) / 1e6)`
const PANDAS = `
import sys, time, pandas
start, before = time.perf_counter(), time.process_time()
pandas.read_csv(sys.argv[1])
print(time.perf_counter() - start, time.process_time() - before)`

const random = xorshift()
const KINDS = ['red', 'green', 'blue', 'yellow', 'violet', 'orange', 'black', 'white']
const six = () => String(Number((20 * (random() - 0.5)).toPrecision(6)))

/** A cell of each kind of table, by its column; the last is always a number of six digits. */
const TABLES = {
  'six digits': six,
  prices: () => (1000 * random()).toFixed(2),
  'a column of texts': (column) => (column === 7 ? KINDS[Math.floor(8 * random())] : six()),
  '17 digits': () => String(random() + random() / 2 ** 21),
}

function writeTable(path, cell) {
  const file = openSync(path, 'w')
  const names = Array.from({ length: COLUMNS - 1 }, (_, column) => `x${column}`)
  let text = `${names.join()},y\n`
  for (let row = 0; row < ROWS; row++) {
    for (const column of names.keys()) text += `${cell(column)},`
    text += `${six()}\n`
    if (text.length < 2 ** 20 && row < ROWS - 1) continue
    writeSync(file, text)
    text = ''
  }
  closeSync(file)
}

const timed = (command, args) =>
  execFileSync(command, args, { encoding: 'utf8' }).trim().split(' ').map(Number)
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const folder = mkdtempSync(join(tmpdir(), 'antigrad-reading-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const module = new URL('../../packages/data/dist/index.js', import.meta.url).href
for (const [name, cell] of Object.entries(TABLES)) {
  const path = join(folder, 'table.csv')
  writeTable(path, cell)
  const ratios = []
  const ofProcessor = []
  for (let round = 0; round < ROUNDS; round++) {
    const [theirs, theirProcessor] = timed('python3', ['-c', PANDAS, path])
    const [ours, processor] = timed(process.execPath, ['--input-type=module', '-e', OURS, module, path])
    ratios.push(ours / theirs)
    ofProcessor.push(processor / theirProcessor)
  }
  const [ratio, processor] = [ratios, ofProcessor].map((values) => median(values).toFixed(2))
  process.stdout.write(`${name}: ${ratio} times pandas' time, ${processor} times its processor's\n`)
}
