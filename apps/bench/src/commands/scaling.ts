import { availableParallelism } from 'node:os'
import { note, print } from '@antigrad/command'
import type { Command } from 'commander'
import { collect, threadCounts } from '../flags.js'
import { RegisterLoop } from '../measure/register-loop.js'
import { measureScaling } from '../measure/scaling.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf, type ScalingRecord, type ScalingRow } from '../records/record.js'
import { findScenarios, missingData, openScenario, quickly } from '../scenario.js'
import { recordMarkdown } from '../show/markdown.js'
import { scalingPage } from '../show/scaling-page.js'
import { answerLines, machineLine, SCALING_NOTES, scalingTables } from '../show/scaling-table.js'
import { tableLines } from '../show/table.js'
import { defaultThreadCounts, withOne } from '../thread-counts.js'

interface ScalingFlags {
  readonly threads?: number[]
  readonly scenario?: string[]
  readonly quick?: true
  readonly json?: string
  readonly html?: string
  readonly record?: true
}

const ROUNDS = 15
const QUICK_ROUNDS = 7
/** By `performance.now()`, from the start of the command: when a quick look begins no further round. */
const QUICK_UNTIL = 12_000

const EXAMPLES = `
Examples:
  $ pnpm bench                                    every scenario, 1 … cores + 1 threads: some minutes
  $ pnpm bench --quick                            a first look, in less than half a minute
  $ pnpm bench --threads 1,2,4 --scenario mnist-30-b10
  $ pnpm bench --record --html bench.html         keep it in bench/results, and draw it`

/** What `pnpm bench` does when it is not told otherwise. */
export function registerScaling(program: Command): void {
  const scaling = program
    .command('scaling', { isDefault: true })
    .description('what threads buy: examples/s for each number of threads and each strategy (the default)')
    .option(
      '--threads <counts>',
      'such as 1,2,4; 1 is always measured (default: 1 … cores + 1)',
      threadCounts,
    )
    .option(
      '--scenario <name>',
      'of bench/scenarios, or a .json file; may be repeated (default: all)',
      collect,
    )
    .option('--quick', 'fewer examples and rounds: a first look')
    .option('--json <file>', 'write the record')
    .option('--html <file>', 'write a page with the curves')
    .option('--record', 'keep the record and its table in bench/results')
    .addHelpText('after', EXAMPLES)
    .action(measure)
  // Who asks for help without a command asks for these flags.
  program.addHelpText('after', () => `\nWithout a command:\n\n${scaling.helpInformation()}${EXAMPLES}`)
}

async function measure(flags: ScalingFlags): Promise<void> {
  const scenarios = (await findScenarios(flags.scenario)).map((one) => (flags.quick ? quickly(one) : one))
  const quick = flags.quick === true
  const threads = withOne(flags.threads ?? defaultThreadCounts(availableParallelism(), quick))
  const loop = new RegisterLoop()
  const rows: ScalingRow[] = []
  for (const [n, scenario] of scenarios.entries()) {
    const missing = missingData(scenario)
    note(missing ?? `${scenario.name} …`)
    if (missing) continue
    // Each scenario gets its part of the time, with what those before have left.
    const until = (QUICK_UNTIL * (n + 1)) / scenarios.length
    const rounds = quick ? { most: QUICK_ROUNDS, until } : { most: ROUNDS }
    rows.push(...(await measureScaling(scenario, await openScenario(scenario), threads, rounds, loop)))
  }
  const record: ScalingRecord = { ...headOf('scaling'), rows }
  for (const table of scalingTables(rows)) for (const line of [...tableLines(table), '']) print(line)
  for (const line of [...answerLines(rows), machineLine(rows)]) print(line)
  if (flags.json) await writeText(flags.json, jsonOf(record))
  if (flags.html) await writeText(flags.html, scalingPage(record))
  if (flags.record) await keepRecord(record, scalingMarkdown(record))
}

function scalingMarkdown(record: ScalingRecord): string {
  const answers = answerLines(record.rows)
    .map((line) => `- ${line}`)
    .join('\n')
  return recordMarkdown('What threads buy', record, scalingTables(record.rows), [
    answers,
    ...SCALING_NOTES,
    machineLine(record.rows),
  ])
}
