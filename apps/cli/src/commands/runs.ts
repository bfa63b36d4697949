import { print } from '@antigrad/command'
import { save } from '@antigrad/store'
import type { Command } from 'commander'
import { RUNS } from '../run/folder.js'
import { recordsIn } from '../runs/record.js'
import { runsFacts, runsJson, runsLines } from '../show/runs.js'

const EXAMPLES = `
Examples:
  $ antigrad runs                                  all runs under runs/
  $ antigrad runs runs/mnist-128 runs/mnist-64     two of them, and what they differ in
  $ antigrad runs runs/mnist-sweep --page runs.html`

export function registerRuns(program: Command): void {
  program
    .command('runs')
    .description('list runs, and compare them: what they differ in and what they came to')
    .argument('[folders...]', 'of runs, or of several', [RUNS])
    .option('--page <file>', 'a page with their curves over each other')
    .option('--json', 'an object a line')
    .addHelpText('after', EXAMPLES)
    .action(runs)
}

async function runs(
  folders: readonly string[],
  { page, json }: { readonly page?: string; readonly json?: true },
): Promise<void> {
  const records = await recordsIn(folders)
  for (const line of json ? runsJson(records) : runsLines(records)) print(line)
  if (page === undefined) return
  const { renderRuns } = await import('../report/runs-page.js')
  await save(page, Buffer.from(renderRuns(runsFacts(records))))
  if (!json) print(`page           ${page}`)
}
