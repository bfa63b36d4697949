// Trains an epoch on a table of ten gigabytes, and watches the memory that it takes. Not part of the tests, for it takes minutes
// and 25 GB of space in the folder of temporary files (TMPDIR); Linux alone says how much memory a process takes:
//
//   pnpm run build && node tests/tables/larger-than-memory.mjs [gigabytes] [columns]
//
// What is counted is the resident memory of the one process that reads and trains, all its threads and what it shares included
// (VmRSS, its peak VmHWM): anonymous memory, the shared memory of the threads, and pages of files that are mapped, as node itself.
// What the system keeps of the table and of the temporary file of features (its page cache) is no process's, and is not counted:
// it is given back whenever memory is wanted.

import { spawn } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { xorshift } from './xorshift.mjs'

const MAIN = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))
const SIZE = Number(process.argv[2] ?? 10) * 1e9
const MOST = 1.5e9
/** The table, its features, and what else a run writes. */
const NEEDED = 2.5 * SIZE

/** At least 10. */
const COLUMNS = Number(process.argv[3] ?? 100)
const BLOCK_ROWS = 2 ** 15
/** Digits of the first cell of a row, which no other row has. */
const DIGITS = 9

/** Rows of random numbers of six digits, and of what is learned from them; each begins with the place for a number. */
function makeBlock(random) {
  const numbers = []
  const starts = []
  let text = ''
  for (let row = 0; row < BLOCK_ROWS; row++) {
    starts.push(text.length)
    let sum = 0
    for (let column = 1; column < COLUMNS; column++) {
      const value = Number((20 * (random() - 0.5)).toPrecision(6))
      sum += column < 10 ? value : 0
      numbers.push(value)
    }
    text += `0.${'0'.repeat(DIGITS)},${numbers.join()},${(sum / 10).toPrecision(6)}\n`
    numbers.length = 0
  }
  return { bytes: Buffer.from(text, 'latin1'), starts }
}

/** Writes a table of so many bytes or a few more, of rows that all differ. */
function writeTable(path) {
  const { bytes, starts } = makeBlock(xorshift())
  const file = openSync(path, 'wx')
  const names = Array.from({ length: COLUMNS }, (_, column) => `x${column}`)
  let written = writeSync(file, `${names.join()},y\n`)
  let row = 0
  while (written < SIZE) {
    // In an order that does not count the rows: a multiple of what is odd and no multiple of 5 is another for each, by 10^9.
    for (const start of starts)
      bytes.write(String((row++ * 823_543) % 10 ** DIGITS).padStart(DIGITS, '0'), start + 2, 'latin1')
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
    written += bytes.length
  }
  closeSync(file)
  return row
}

/** The memory of a process by kind, in bytes; undefined where it has ended. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1')
    const of = (name) => 1024 * Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0)
    const peak = of('VmHWM')
    return peak === 0
      ? undefined
      : {
          peak,
          resident: of('VmRSS'),
          anonymous: of('RssAnon'),
          files: of('RssFile'),
          shared: of('RssShmem'),
        }
  } catch {
    return undefined
  }
}

/** Writes a line. */
const print = (line) => process.stdout.write(`${line}\n`)

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`

if (process.platform !== 'linux') throw new Error('expected Linux, which says what memory a process takes')
const { bavail, bsize } = statfsSync(tmpdir())
if (bavail * bsize < NEEDED)
  throw new Error(`${tmpdir()}: expected ${megabytes(NEEDED)} free, found ${megabytes(bavail * bsize)}`)
const folder = mkdtempSync(join(tmpdir(), 'antigrad-large-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1))

const table = join(folder, 'numbers.csv')
const seconds = (since) => `${Math.round((performance.now() - since) / 1000)} s`
const begun = performance.now()
const rows = writeTable(table)
print(`written: ${rows} rows of ${COLUMNS + 1} numbers, ${statSync(table).size} bytes, in ${seconds(begun)}`)
const started = performance.now()
const args = [
  ...['train', '--data', table, '--label', 'y', '--epochs', '1', '--threads', '2', '--hidden', '16'],
  ...['--batch-size', '128', '--seed', '1', '--out', join(folder, 'run')],
]
const child = spawn(process.execPath, [MAIN, ...args], { stdio: 'inherit' })
process.on('exit', () => child.kill())
let largest = { peak: 0, resident: 0 }
const watching = setInterval(() => {
  const now = memoryOf(child.pid)
  if (!now) return
  const { peak } = now
  largest = now.resident >= largest.resident ? now : { ...largest, peak }
}, 20)
child.on('exit', (code) => {
  clearInterval(watching)
  const { peak, anonymous, files, shared } = largest
  print(`trained in ${seconds(started)}, exit code ${code}`)
  print(
    `peak of resident memory: ${megabytes(peak)} of at most ${megabytes(MOST)}; where most was seen ${megabytes(anonymous)} anonymous, ${megabytes(shared)} shared, ${megabytes(files)} of files that are mapped`,
  )
  process.exit(code === 0 && peak > 0 && peak <= MOST ? 0 : 1)
})
