import { join } from 'node:path'
import { EXIT, note, print } from '@antigrad/command'
import { programName } from '../program.js'
import type { Asked } from '../run/config.js'
import { type OpenedPlan, threadsOf } from '../runs/begin.js'
import type { Launcher } from '../runs/launcher.js'
import { jobsLeft, outcomesOf, trainAll } from '../runs/train-all.js'
import { shown } from '../show/format.js'
import { type EndedRun, endedLine, severalJson, severalLines, sideBySide } from '../show/several.js'
import { flagsOfEach, type TrainFlags } from './train-flags.js'

/**
 * Trains folds, or a run with several seeds, side by side, and says how well each did. Where one diverged, the exit
 * code says so at the end.
 * @param asked what the command asks for itself
 * @throws as `trainAll`
 */
export async function trainSeveral(
  { folder, plan, prepared, said }: OpenedPlan,
  launcher: Launcher,
  asked: Partial<Asked>,
  flags: TrainFlags,
): Promise<void> {
  const { path } = folder
  const { runs, kind } = plan
  const threads = threadsOf(prepared, asked.threads, launcher.cores)
  const { quiet = false, json = false } = flags
  const outcomes = await outcomesOf(path, runs)
  const left = jobsLeft(runs, outcomes).length
  if (left > 0 && !quiet) note(`note: ${sideBySide(left, launcher.cores, threads)}`)
  await trainAll({
    path,
    runs,
    outcomes,
    launcher,
    threads,
    flags: flagsOfEach(
      flags,
      runs.map(({ name }) => join(path, name)),
    ),
    onEnd: ({ name }, outcome, lines) => {
      const notes = lines.filter((line) => line.startsWith('note: ') && !said.has(line))
      for (const line of notes) note(line.replace('note: ', `note: ${name}: `))
      if (outcome.state === 'diverged') note(`error: ${name}: ${shown(outcome.reason)}`)
      else if (!quiet) note(endedLine({ name, outcome }))
    },
    again: `${programName()} train --resume ${path}`,
  })
  const ended = runs.map(
    ({ name }): EndedRun => ({ name, outcome: outcomes.get(name) ?? { state: 'unfinished' } }),
  )
  const lines = json ? severalJson(ended, path) : severalLines(ended, kind, path)
  for (const line of lines) print(line)
  if (ended.some(({ outcome }) => outcome.state === 'diverged')) process.exitCode = EXIT.diverged
}
