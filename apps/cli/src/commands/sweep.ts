import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { EXIT, note, print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import type { RunFolder } from '@antigrad/store'
import { type Command, Option } from 'commander'
import { wholeNumber } from '../flags.js'
import { programName } from '../program.js'
import { openJob } from '../ranks/open-job.js'
import type { LogName } from '../run/epoch-logs/epoch-logs.js'
import type { Interval } from '../run/interval.js'
import type { MetricName } from '../run/metric.js'
import { beginPlan, holdsPlan, type OpenedPlan, resumePlan, threadsOf } from '../runs/begin.js'
import type { Launcher } from '../runs/launcher.js'
import { LocalProcesses } from '../runs/local-processes.js'
import { writePlan } from '../runs/plan.js'
import { type RunRecord, recordOf } from '../runs/record.js'
import { candidatesOf, chosenMetric } from '../runs/sweep/begin.js'
import { addSwept, sweptIn } from '../runs/sweep/swept.js'
import { type Ranked, trainSweep } from '../runs/sweep/train-sweep.js'
import { shown } from '../show/format.js'
import { sideBySide } from '../show/several.js'
import { sweepFacts, sweepJson, sweepLines } from '../show/sweep.js'
import { addCheckpointEvery, addLog, addMpi, flagsOfEach, forceOption } from './train-flags.js'

const EXAMPLES = `
Each flag takes several values, or a range such as 0.1..0.5 or log:0.0001..0.1, from which --random draws.

Examples:
  $ antigrad sweep --lr 1 3 6 --hidden 64 128 128,64          all combinations, nine runs
  $ antigrad sweep --recipe modern --lr log:0.0001..0.01 --batch-size 16 32 64 --random 20
  $ antigrad sweep --lr log:0.1..10 --random 27 --halving     a third of them goes on, and again
  $ antigrad sweep --resume runs/mnist-sweep

The best is chosen by a part of the training examples; only what is chosen is tested.`

/** The flags of `sweep` beside the hyperparameters. */
interface SweepFlags {
  readonly random?: number
  readonly halving?: true
  readonly out?: string
  readonly force?: true
  readonly resume?: string
  readonly checkpointEvery: Interval
  readonly log: readonly LogName[]
  readonly json?: true
  readonly quiet?: true
  /** Whether it is to train with the other processes of a job; where there are any, unless said. */
  readonly mpi?: boolean
}

export function registerSweep(program: Command): void {
  const command = program.command('sweep')
  addSwept(command)
  command
    .allowExcessArguments()
    .description('train with several values of hyperparameters, side by side, and choose by validation')
    .addOption(new Option('--no-header').hideHelp())
    .optionsGroup('Sweep:')
    .option('--random <n>', 'so many combinations by chance (default: all there are)', wholeNumber(2))
    .option('--halving', 'successive halving: train all a little, go on with the best third, and so on')
    .option('--out <folder>', 'the folder with a folder for each run (default: a new one under runs/)')
    .addOption(forceOption())
    .addOption(new Option('--resume <folder>', 'go on with a sweep').conflicts(['out', 'random', 'halving']))
  addCheckpointEvery(command)
  addMpi(addLog(command))
    .optionsGroup('Output:')
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(sweep)
}

async function sweep(flags: SweepFlags): Promise<void> {
  const job = await openJob(flags.mpi, threadsIn(flags))
  if (!job) return sweepOn(new LocalProcesses(availableParallelism()), flags)
  const [{ inJob }, { onRanks }] = await Promise.all([
    import('../ranks/in-job.js'),
    import('../runs/ranks/on-ranks.js'),
  ])
  return inJob(job, () => onRanks(job, (launcher) => sweepOn(launcher, flags)))
}

/** The threads of each run, where they are asked for. */
function threadsIn(flags: SweepFlags): number | undefined {
  const swept = sweptIn(flags).get('threads')
  const [threads] = swept?.kind === 'values' ? swept.values : []
  return typeof threads === 'number' ? threads : undefined
}

async function sweepOn(launcher: Launcher, flags: SweepFlags): Promise<void> {
  const opened = await open(flags)
  try {
    await train(opened, launcher, flags)
  } finally {
    await opened.folder.close()
  }
}

async function open(flags: SweepFlags): Promise<OpenedPlan> {
  const swept = sweptIn(flags)
  if (flags.resume !== undefined) {
    if (swept.size > 0)
      throw new UsageError(`--resume ${flags.resume}: expected alone; its runs go on as they were begun`)
    if (await holdsPlan(flags.resume)) return resumePlan(flags.resume, {}, 'sweep')
    throw new UsageError(`${flags.resume}: expected a sweep's folder, found none`)
  }
  const { runs, metric, halving, heldBack } = candidatesOf(swept, flags)
  if (heldBack) note('note: a fifth of the training examples is held back to choose by (--val-split 0.2)')
  const choose = (prepared: OpenedPlan['prepared']) => ({ metric: chosenMetric(metric, prepared) })
  return beginPlan({ kind: 'sweep', runs, ...(halving && { halving }) }, flags, choose)
}

async function train(
  { folder, plan, prepared, said }: OpenedPlan,
  launcher: Launcher,
  flags: SweepFlags,
): Promise<void> {
  const { path } = folder
  const { quiet = false, json = false } = flags
  const threads = threadsOf(prepared, undefined, launcher.cores)
  const metric = plan.metric ?? 'error'
  const ranked = await trainSweep({
    path,
    plan: { ...plan, metric },
    prepared,
    launcher,
    threads,
    flags: flagsOfEach(
      flags,
      plan.runs.map(({ name }) => join(path, name)),
    ),
    onRound: (round, rounds, jobs) => {
      if (quiet || jobs.length === 0) return
      const which = rounds > 1 ? `round ${round} of ${rounds}: ` : ''
      note(`note: ${which}${sideBySide(jobs.length, launcher.cores, threads)}`)
    },
    onEnd: ({ name }, outcome, lines) => {
      const notes = lines.filter((line) => line.startsWith('note: ') && !said.has(line))
      for (const line of notes) note(line.replace('note: ', `note: ${name}: `))
      if (outcome.state === 'diverged') note(`note: ${name} diverged: ${shown(outcome.reason)}`)
      else if (!quiet) note(`${name}  ${outcome.state}`)
    },
    keep: (decided) => writePlan(folder, { ...plan, decided }),
    again: `${programName()} sweep --resume ${path}`,
  })
  await writePage(folder, ranked, metric)
  for (const line of json ? sweepJson(ranked, metric, path) : sweepLines(ranked, metric, path)) print(line)
  if (!ranked.some(({ standing }) => standing)) process.exitCode = EXIT.diverged
}

/** The page about a sweep, with the curves of its runs. Its drawing libraries are not loaded before. */
async function writePage(folder: RunFolder, ranked: readonly Ranked[], metric: MetricName): Promise<void> {
  const records = new Map<string, RunRecord>()
  for (const { run } of ranked) {
    const record = await recordOf(join(folder.path, run.name))
    if (record) records.set(run.name, record)
  }
  const { renderRuns } = await import('../report/runs-page.js')
  await folder.saveReport(Buffer.from(renderRuns(sweepFacts(ranked, metric, records))))
}
