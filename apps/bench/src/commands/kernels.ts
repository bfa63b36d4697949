import { print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { collect } from '../flags.js'
import { kernelCases } from '../kernels/cases.js'
import { measureDensities } from '../kernels/density.js'
import { measureKernels } from '../kernels/measure.js'
import { type MeetingCost, measureMeeting } from '../kernels/meeting-cost.js'
import { measureRelu } from '../kernels/relu.js'
import { measureSorting } from '../kernels/sorting.js'
import { RegisterLoop } from '../measure/register-loop.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { headOf } from '../records/record.js'
import { findScenarios, openScenario } from '../scenario.js'
import { densityTable, kernelsTable, meetingTable, reluTable, sortingTable } from '../show/kernels-table.js'
import { recordMarkdown } from '../show/markdown.js'
import { tableLines } from '../show/table.js'

interface KernelsFlags {
  readonly scenario?: string[]
  readonly quick?: true
  readonly json?: string
  readonly record?: true
}

const DEFAULT_SCENARIO = 'mnist-128-b128'
const WORKERS = [2, 3, 4, 5, 6, 7, 8]
/** Examples of measurements that need few. */
const FEW_EXAMPLES = 4096
/** Sizes of minibatches that are sorted, and units of the layer. */
const BATCH_SIZES = [4, 10, 32, 128]
const UNITS = [16, 32, 64, 128]
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

const EXAMPLES = `
Examples:
  $ pnpm bench kernels
  $ pnpm bench kernels --scenario mnist-800-b128 --json kernels.json`

export function registerKernels(program: Command): void {
  program
    .command('kernels')
    .description(
      "each kernel's GFLOP/s, what leaving out zeros and not sorting gain, and the barrier's cost beside a piscina task's",
    )
    .option('--scenario <name>', `whose sizes the kernels get (default: ${DEFAULT_SCENARIO})`, collect)
    .option('--quick', 'shorter turns, fewer rounds, 2 workers')
    .option('--json <file>', 'write the record')
    .option('--record', 'keep the record and its tables in bench/results')
    .addHelpText('after', EXAMPLES)
    .action(kernels)
}

async function kernels(flags: KernelsFlags): Promise<void> {
  const [scenario, ...more] = await findScenarios(flags.scenario ?? [DEFAULT_SCENARIO])
  if (more.length > 0) throw new UsageError('bench kernels: expected one scenario, found several')
  const dataset = await openScenario(scenario)
  const cases = kernelCases(scenario, dataset)
  const turns = flags.quick ? { rounds: 3, seconds: 0.005 } : { rounds: 15, seconds: 0.02 }
  const loop = new RegisterLoop()
  const { rates, peak } = await measureKernels(cases, turns, loop)
  const { inputs, outputs } = dataset.train
  const [units] = [...scenario.hidden, outputs]
  const layer = { batchSize: scenario.batchSize, inputs, units }
  const shares = flags.quick ? [0.2, 0.8] : SHARES
  const densities = await measureDensities({ ...layer, shares, ...turns }, loop)
  const sizes = flags.quick ? { batchSizes: [10], units: [32] } : { batchSizes: BATCH_SIZES, units: UNITS }
  const few = await openScenario({ ...scenario, examples: FEW_EXAMPLES })
  const relu = await measureRelu(flags.quick ? few : dataset, turns, loop)
  const sortings = await measureSorting(few.train, { ...sizes, ...turns }, loop)
  const meetings: MeetingCost[] = []
  for (const workers of flags.quick ? [2] : WORKERS) meetings.push(await measureMeeting(workers))

  const record = {
    ...headOf('kernels'),
    scenario: scenario.name,
    peak,
    rates,
    densities,
    relu,
    sortings,
    meetings,
  }
  const tables = [
    kernelsTable(rates, peak),
    densityTable(densities),
    reluTable(relu),
    sortingTable(sortings),
    meetingTable(meetings),
  ]
  for (const table of tables) for (const line of [...tableLines(table), '']) print(line)
  if (flags.json) await writeText(flags.json, jsonOf(record))
  if (flags.record)
    await keepRecord(record, recordMarkdown(`Kernels, at ${scenario.name}`, record, tables, []))
}
