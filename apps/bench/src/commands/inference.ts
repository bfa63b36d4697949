import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { print } from '@antigrad/command'
import { FileError } from '@antigrad/core'
import type { Command } from 'commander'
import { installLocked } from '../install-locked.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf, type RecordHead } from '../records/record.js'
import { CHECKOUT } from '../runtimes/checkout.js'
import { findRuntimes } from '../runtimes/runtime.js'
import { thousands } from '../show/format.js'
import { recordMarkdown } from '../show/markdown.js'
import { type Table, tableLines } from '../show/table.js'

interface InferenceFlags {
  readonly runtime: string
  readonly against?: string
  readonly install: boolean
  readonly json?: string
  readonly record?: true
}

/** How long one contender takes for what it is given. */
interface InferenceRow {
  readonly what: string
  readonly name: string
  readonly microseconds: number
}

interface InferenceRecord extends RecordHead<'inference'> {
  readonly node: string
  readonly rows: readonly InferenceRow[]
}

const FOLDER = fileURLToPath(new URL('../../../../bench/inference/', import.meta.url))
const NOTE =
  'One thread each, in turns, in one process; medians of nine rounds. onnxruntime is given the same network as a model of Gemm and Sigmoid, and floats.'

const run = promisify(execFile)

export function registerInference(program: Command): void {
  program
    .command('inference')
    .description('how long predictions of 784-128-10 take, beside onnxruntime: one example, 1,024, digits')
    .option('--runtime <name>', 'what runs it: this, node24 or node26', 'this')
    .option('--against <folder>', 'another checkout, built, whose `predict` is called for each example')
    .option('--no-install', 'with the packages as they are installed')
    .option('--json <file>', 'write the record')
    .option('--record', 'keep the record and its table in bench/results')
    .action(measure)
}

async function measure({ runtime, against, install, json, record: keeps }: InferenceFlags): Promise<void> {
  if (install) installLocked(FOLDER, 'onnxruntime')
  const [{ program }] = findRuntimes([runtime])
  const args = [join(FOLDER, 'measure.mjs'), CHECKOUT, ...(against ? [against] : [])]
  const { stdout } = await run(program, args, { maxBuffer: 2 ** 24 }).catch((error: Error) => {
    throw new FileError(`${args[0]}: could not be run: ${error.message.split('\n')[0]}`)
  })
  const record: InferenceRecord = {
    ...headOf('inference'),
    ...JSON.parse(stdout.trim().split('\n').at(-1) ?? ''),
  }
  const table = inferenceTable(record)
  for (const line of [...tableLines(table), '', NOTE]) print(line)
  if (json) await writeText(json, jsonOf(record))
  if (keeps) await keepRecord(record, recordMarkdown('Predictions', record, [table], [NOTE]))
}

function inferenceTable({ node, rows }: InferenceRecord): Table {
  const own = (what: string): number =>
    rows.find((row) => row.what === what && row.name === 'antigrad')?.microseconds ?? Number.NaN
  return {
    title: `784-128-10, node ${node}`,
    columns: ['what', 'by', 'µs', 'antigrad takes'],
    text: 2,
    rows: rows.map(({ what, name, microseconds }) => [
      what,
      name,
      microseconds < 100 ? microseconds.toFixed(1) : thousands(microseconds),
      `${(own(what) / microseconds).toPrecision(2)}×`,
    ]),
  }
}
