import { BadInput, EXIT } from '@antigrad/core'
import type { Command } from 'commander'
import { RegisterLoop } from '../measure/register-loop.js'
import { measureScaling } from '../measure/scaling.js'
import { note, print } from '../output.js'
import { differences } from '../records/differences.js'
import { processorName } from '../records/machine.js'
import { lastRecord, readScalingRecord } from '../records/read.js'
import { headOf, type ScalingRecord, type ScalingRow } from '../records/record.js'
import { findScenarios, openScenario } from '../scenario.js'
import { differencesTable } from '../show/differences-table.js'
import { aboutRecord } from '../show/markdown.js'
import { tableLines } from '../show/table.js'
import { withOne } from '../thread-counts.js'

interface CheckFlags {
  readonly against?: string
  readonly measured?: string
}

const ROUNDS = 9

const EXAMPLES = `
Examples:
  $ pnpm bench check                                  measure, and compare with the last record
  $ pnpm bench check --measured today.json            compare what pnpm bench --json wrote`

export function registerCheck(program: Command): void {
  program
    .command('check')
    .description(
      'whether anything became slower since the last record on this processor; exit 1 where it did',
    )
    .option('--against <record>', 'another record than the last one')
    .option('--measured <record>', 'a record instead of a new measurement')
    .addHelpText(
      'after',
      `${EXAMPLES}

Rates are compared by the register loop's peak of the same round, so a slow day of the machine is no regression.`,
    )
    .action(check)
}

async function check({ against, measured }: CheckFlags): Promise<void> {
  const now = measured ? await readScalingRecord(measured) : undefined
  const processor = now?.machine.processor ?? processorName()
  const before = against
    ? { path: against, record: await readScalingRecord(against) }
    : await lastRecord(processor)
  if (before.record.machine.processor !== processor) {
    throw new BadInput(
      `${before.path}: expected a record made on ${processor}, found one made on ${before.record.machine.processor}`,
    )
  }
  const after = now ?? (await measureAgain(before.record))
  const found = differences(before.record, after, 'peak')
  if (found.length === 0) throw new BadInput(`${before.path}: expected measurements in common, found none`)
  print(`last:  ${aboutRecord(before.record)}`)
  print(`now:   ${aboutRecord(after)}`)
  const title = "Rates by the register loop's peak"
  for (const line of ['', ...tableLines(differencesTable(title, found)), '']) print(line)
  const slower = found.filter(({ changed, ratio }) => changed && ratio < 1).length
  print(slower === 0 ? 'Nothing became slower.' : `${slower} of ${found.length} measurements became slower.`)
  if (slower > 0) process.exitCode = EXIT.bug
}

/** The same scenarios with the same numbers of threads, up to the cores: beyond them noise is most of it. */
async function measureAgain({ rows, machine }: ScalingRecord): Promise<ScalingRecord> {
  const threads = [...new Set(rows.map((row) => row.threads))].filter((count) => count <= machine.cores)
  const loop = new RegisterLoop()
  const measured: ScalingRow[] = []
  for (const scenario of await findScenarios([...new Set(rows.map((row) => row.scenario))])) {
    note(`${scenario.name} …`)
    // A record of a quick look has fewer than the scenario says.
    const examples = rows.find((row) => row.scenario === scenario.name)?.examples ?? scenario.examples
    const dataset = await openScenario({ ...scenario, examples })
    measured.push(...(await measureScaling(scenario, dataset, withOne(threads), { most: ROUNDS }, loop)))
  }
  return { ...headOf('scaling'), rows: measured }
}
