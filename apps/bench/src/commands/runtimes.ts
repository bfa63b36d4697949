import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { note, print } from '@antigrad/command'
import type { Command } from 'commander'
import { collect, threadCounts, upTo } from '../flags.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf, type RecordHead } from '../records/record.js'
import { type RuntimeRun, runRuntime } from '../runtimes/run-runtime.js'
import { findRuntimes, RUNTIME_LIST, type Runtime } from '../runtimes/runtime.js'
import { findScenarios, missingData, type Scenario } from '../scenario.js'
import { thousands } from '../show/format.js'
import { recordMarkdown } from '../show/markdown.js'
import { type Table, tableLines } from '../show/table.js'

interface RuntimesFlags {
  readonly scenario?: string[]
  readonly runtime?: string[]
  readonly threads: number[]
  readonly seconds: number
  readonly json?: string
  readonly record?: true
}

interface RuntimeRow {
  readonly scenario: string
  readonly runtime: string
  readonly kernels: string
  readonly threads: number
  readonly run: RuntimeRun
}

interface RuntimesRecord extends RecordHead<'runtimes'> {
  readonly rows: readonly RuntimeRow[]
}

const DEFAULT_SCENARIOS = ['mnist-30-b10', 'mnist-128-b128', 'fashion-512-512-b128']

const NOTE =
  'Each in its own process. Weights: whether they are, after one epoch, those of the first row. Speed: the median of the epochs after it.'

export function registerRuntimes(program: Command): void {
  program
    .command('runtimes')
    .description('the same scenario on Node 20 to 26, Bun and Deno: examples/s, and whether the bits agree')
    .option('--scenario <name>', `may be repeated (default: ${DEFAULT_SCENARIOS.join(', ')})`, collect)
    .option(
      '--runtime <name>',
      `may be repeated: ${RUNTIME_LIST.map(({ name }) => name).join(', ')} (default: all)`,
      collect,
    )
    .option('--threads <counts>', 'such as 1,2', threadCounts, [1, 2])
    .option('--seconds <n>', 'of training for each', upTo(600), 2)
    .option('--json <file>', 'write the record')
    .option('--record', 'keep the record and its tables in bench/results')
    .action(measure)
}

async function measure(flags: RuntimesFlags): Promise<void> {
  const runtimes = findRuntimes(flags.runtime)
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-runtimes-'))
  const rows: RuntimeRow[] = []
  try {
    for (const scenario of await findScenarios(flags.scenario ?? DEFAULT_SCENARIOS)) {
      const missing = missingData(scenario)
      if (missing) note(missing)
      else
        for (const runtime of runtimes) rows.push(...(await measureRuntime(runtime, scenario, flags, folder)))
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  const record: RuntimesRecord = { ...headOf('runtimes'), rows }
  const tables = [...new Set(rows.map(({ scenario }) => scenario))].map((scenario) =>
    runtimesTable(
      scenario,
      rows.filter((row) => row.scenario === scenario),
    ),
  )
  for (const table of tables) for (const line of [...tableLines(table), '']) print(line)
  print(NOTE)
  if (flags.json) await writeText(flags.json, jsonOf(record))
  if (flags.record)
    await keepRecord(record, recordMarkdown('The same bits everywhere', record, tables, [NOTE]))
}

async function measureRuntime(
  runtime: Runtime,
  scenario: Scenario,
  { threads, seconds }: RuntimesFlags,
  folder: string,
): Promise<RuntimeRow[]> {
  const rows: RuntimeRow[] = []
  for (const kernels of runtime.packs ? (['simd', 'wide'] as const) : (['simd'] as const)) {
    for (const count of threads) {
      const run = await runRuntime({ runtime, kernels, threads: count }, scenario, seconds, folder)
      note(`${scenario.name}, ${runtime.name}, ${kernels}, ${count} threads: ${tell(run)}`)
      rows.push({ scenario: scenario.name, runtime: runtime.name, kernels, threads: count, run })
    }
  }
  return rows
}

function runtimesTable(scenario: string, rows: readonly RuntimeRow[]): Table {
  const first = rows.flatMap(({ run }) => ('hash' in run ? [run.hash] : []))[0]
  return {
    title: `${scenario}: sha256:${first ?? 'none'}`,
    columns: ['runtime', 'kernels', 'weights', 'threads', 'examples/s'],
    text: 3,
    rows: rows.map(({ runtime, kernels, threads, run }) => [
      runtime,
      kernels,
      'failed' in run ? run.failed : run.hash === first ? 'the same' : `sha256:${run.hash}`,
      String(threads),
      'failed' in run ? '–' : thousands(run.examplesPerSecond),
    ]),
  }
}

function tell(run: RuntimeRun): string {
  return 'failed' in run
    ? run.failed
    : `${thousands(run.examplesPerSecond)} examples/s, ${run.hash.slice(0, 12)}`
}
