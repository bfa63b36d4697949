import { print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import type { Command } from 'commander'
import { type Difference, differences } from '../records/differences.js'
import { readScalingRecord } from '../records/read.js'
import type { ScalingRecord } from '../records/record.js'
import { differencesTable } from '../show/differences-table.js'
import { aboutRecord } from '../show/markdown.js'
import { tableLines } from '../show/table.js'

const EXAMPLES = `
Examples:
  $ pnpm bench compare bench/results/amd-epyc-family-25-2-cores/scaling.json today.json
  $ pnpm bench compare before.json after.json --by-peak`

export function registerCompare(program: Command): void {
  program
    .command('compare')
    .description('what changed beyond noise between two records of pnpm bench')
    .argument('<before>', 'a record: bench/results/…/scaling.json, or what --json wrote')
    .argument('<after>', 'another')
    .option('--by-peak', "compare rates by the register loop's peak: for a machine that is slower today")
    .option('--all', 'show also what did not change')
    .addHelpText('after', EXAMPLES)
    .action(compare)
}

async function compare(
  beforePath: string,
  afterPath: string,
  flags: { readonly byPeak?: true; readonly all?: true },
): Promise<void> {
  const before = await readScalingRecord(beforePath)
  const after = await readScalingRecord(afterPath)
  const found = differences(before, after, flags.byPeak ? 'peak' : 'seconds')
  if (found.length === 0) {
    throw new BadInput(
      `${afterPath}: expected a scenario, strategy and number of threads in common with ${beforePath}, found none`,
    )
  }
  for (const line of comparisonLines(before, after, found, flags.all === true)) print(line)
}

function comparisonLines(
  before: ScalingRecord,
  after: ScalingRecord,
  found: readonly Difference[],
  all: boolean,
): string[] {
  const changed = found.filter((difference) => difference.changed)
  const shown = all ? found : changed
  const lines = [`before: ${aboutRecord(before)}`, `after:  ${aboutRecord(after)}`]
  if (before.machine.processor !== after.machine.processor)
    lines.push('The processors differ: this compares machines.')
  lines.push(`${changed.length} of ${found.length} measurements in common changed beyond noise.`)
  return shown.length === 0 ? lines : [...lines, '', ...tableLines(differencesTable('What changed', shown))]
}
