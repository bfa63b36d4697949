import { EXIT, note, print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import type { Command } from 'commander'
import { RegisterLoop } from '../measure/register-loop.js'
import { measureScaling } from '../measure/scaling.js'
import { confirmed, type Difference, differences, isSlower } from '../records/differences.js'
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

Rates are compared by the register loop's peak of the same round, so a slow day of the machine is no regression;
what is slower is measured once more, and counts only where it is slower again.`,
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
  const first = differences(before.record, after, 'peak')
  const found = now ? first : await confirm(first, before.record)
  if (found.length === 0) throw new BadInput(`${before.path}: expected measurements in common, found none`)
  print(`last:  ${aboutRecord(before.record)}`)
  print(`now:   ${aboutRecord(after)}`)
  const title = "Rates by the register loop's peak"
  for (const line of ['', ...tableLines(differencesTable(title, found)), '']) print(line)
  const slower = found.filter(isSlower).length
  print(slower === 0 ? 'Nothing became slower.' : `${slower} of ${found.length} measurements became slower.`)
  if (slower > 0) process.exitCode = EXIT.bug
}

/** Measures the scenarios in which something was slower once more. */
async function confirm(first: readonly Difference[], before: ScalingRecord): Promise<Difference[]> {
  const slower = new Set(first.filter(isSlower).map(({ after }) => after.scenario))
  if (slower.size === 0) return [...first]
  note(`slower: ${[...slower].join(', ')}; once more, to see whether that lasts`)
  const rows = before.rows.filter(({ scenario }) => slower.has(scenario))
  return confirmed(first, differences(before, await measureAgain({ ...before, rows }), 'peak'))
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
