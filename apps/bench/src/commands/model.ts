import { availableParallelism } from 'node:os'
import { note, print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import { networkSizes } from '@antigrad/core/internal'
import type { Command } from 'commander'
import { collect, threadCounts } from '../flags.js'
import { RegisterLoop } from '../measure/register-loop.js'
import { configurationsOf } from '../measure/scaling.js'
import { fitModels, measureSteps } from '../model/measure-steps.js'
import { jsonOf, keepRecord, writeText } from '../records/keep.js'
import { modelRecord, plainRecord } from '../records/model-record.js'
import { findScenarios, openScenario, quickly } from '../scenario.js'
import { machinesNotes, machinesTables } from '../show/machines-table.js'
import { recordMarkdown } from '../show/markdown.js'
import { modelPage } from '../show/model-page.js'
import { costTable, errorLine, modelTable } from '../show/model-table.js'
import { tableLines } from '../show/table.js'
import { defaultThreadCounts, withOne } from '../thread-counts.js'

interface ModelFlags {
  readonly threads?: number[]
  readonly scenario?: string[]
  readonly quick?: true
  readonly json?: string
  readonly html?: string
  readonly record?: true
}

const DEFAULT_SCENARIO = 'mnist-128-b128'
const BATCH_SIZES = [10, 32, 128, 512, 1024, 4096]
const QUICK_BATCH_SIZES = [10, 128, 1024]
const ROUNDS = 5

const EXAMPLES = `
Examples:
  $ pnpm bench model                               ${DEFAULT_SCENARIO}, up to 128 cores
  $ pnpm bench model --scenario mnist-800-b128 --html model.html`

export function registerModel(program: Command): void {
  program
    .command('model')
    .description('a model of more cores than these, and of several machines: fitted to measured parts')
    .option('--threads <counts>', 'what is measured (default: 1 … cores)', threadCounts)
    .option('--scenario <name>', `its network and dataset (default: ${DEFAULT_SCENARIO})`, collect)
    .option('--quick', 'fewer examples, minibatches and rounds')
    .option('--json <file>', 'write the measured points, the costs and the modelled rates')
    .option('--html <file>', 'write a page with the curves')
    .option('--record', 'keep it in bench/results')
    .addHelpText('after', EXAMPLES)
    .action(model)
}

async function model(flags: ModelFlags): Promise<void> {
  const [scenario, ...more] = await findScenarios(flags.scenario ?? [DEFAULT_SCENARIO])
  if (more.length > 0) throw new UsageError('bench model: expected one scenario, found several')
  const asked = flags.quick ? quickly(scenario) : scenario
  const dataset = await openScenario(asked)
  const threads = withOne(
    flags.threads ?? defaultThreadCounts().filter((count) => count <= availableParallelism()),
  )
  note(`${asked.name} …`)
  const options = {
    configurations: configurationsOf(threads),
    batchSizes: flags.quick ? QUICK_BATCH_SIZES : BATCH_SIZES,
    rounds: flags.quick ? 2 : ROUNDS,
  }
  const points = await measureSteps(asked, dataset, options, new RegisterLoop())
  const sizes = networkSizes({ dataset, hidden: asked.hidden })
  const record = modelRecord(sizes, points, fitModels(asked, dataset, points))
  const name = sizes.join('-')
  const tables = [
    ...record.models.flatMap((one) => [modelTable(name, one.model), costTable(name, one.model)]),
    ...machinesTables(name, record.machines.model),
  ]
  const errors = record.models.map((one) => errorLine(one.model, points))
  for (const table of tables) for (const line of [...tableLines(table), '']) print(line)
  const assumed = record.assumptions.map((one) => `- ${one}`)
  const assumedOfMachines = machinesNotes().map((one) => `- ${one}`)
  for (const line of [...errors, '', 'What the model assumes:', ...assumed]) print(line)
  for (const line of ['', 'And of several machines:', ...assumedOfMachines]) print(line)
  if (flags.json) await writeText(flags.json, jsonOf(plainRecord(record)))
  if (flags.html) await writeText(flags.html, modelPage(record))
  if (flags.record) {
    const notes = [
      ...errors,
      `The model assumes:\n\n${assumed.join('\n')}`,
      `And of several machines:\n\n${assumedOfMachines.join('\n')}`,
    ]
    await keepRecord(plainRecord(record), recordMarkdown('A model of more cores', record, tables, notes))
  }
}
