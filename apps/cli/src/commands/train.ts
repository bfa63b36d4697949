import { availableParallelism } from 'node:os'
import { EXIT, note, print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { RankFailed } from '../exit.js'
import { chosenRecipe, statedBy } from '../hyperparameters/flags.js'
import { recipeNote } from '../hyperparameters/recipe.js'
import { Progress } from '../progress.js'
import { isLeader, type Job } from '../ranks/job.js'
import { openJob } from '../ranks/open-job.js'
import { openTogether } from '../ranks/open-together.js'
import type { Opening } from '../ranks/opening.js'
import type { Asked } from '../run/config.js'
import { NEVER } from '../run/interval.js'
import { beginRun, closeRun, type OpenedRun, resumeRun } from '../run/open.js'
import { perform } from '../run/perform.js'
import type { OpenedPlan } from '../runs/begin.js'
import type { Launcher } from '../runs/launcher.js'
import { addTrainFlags, type TrainFlags } from './train-flags.js'

const EXAMPLES = `
Examples:
  $ antigrad train                                          10,000 digits, in seconds
  $ antigrad train --data mnist-full --hidden 30 --epochs 30
  $ antigrad train --data ./fashion-mnist --hidden 128,64   a folder of IDX files
  $ antigrad train --data iris.csv --label species --val-split 0.2 --patience 10
  $ antigrad train --data iris.csv --label species --folds 5
  $ antigrad train --threads 1 --json --quiet | tail -1     the same weights, for a program
  $ antigrad train --resume runs/mnist-128 --epochs 40      go on, or go on for longer
  $ antigrad train --from runs/mnist-128 --freeze 1         a new run, with the weights of a model

Ctrl-C saves a checkpoint; a second one ends at once.`

export function registerTrain(program: Command): void {
  addTrainFlags(program.command('train'))
    .description('train a network, and say how well it learned')
    .addHelpText('after', EXAMPLES)
    .action(train)
}

async function train(flags: TrainFlags): Promise<void> {
  const job = await openJob(flags.mpi, flags.threads)
  if (!job) return trainAlone(flags)
  const { inJob } = await import('../ranks/in-job.js')
  return inJob(job, () => trainInJob(job, flags))
}

/** Trains without other ranks. */
async function trainAlone(flags: TrainFlags): Promise<void> {
  if (!(await areSeveral(statedBy(flags), flags))) return trainOne(flags)
  const { LocalProcesses } = await import('../runs/local-processes.js')
  return trainSeveralOn(new LocalProcesses(availableParallelism()), flags)
}

/** Trains with the other ranks of a job: one run all together, or several with processes of each. */
async function trainInJob(job: Job, flags: TrainFlags): Promise<void> {
  const several = await areSeveral(statedBy(flags), flags)
  await expectAlike(job, several ? 'several runs' : 'one run')
  if (!several) return trainOne(flags, job)
  const { onRanks } = await import('../runs/ranks/on-ranks.js')
  return onRanks(job, (launcher) => trainSeveralOn(launcher, flags))
}

/** @throws RankFailed on all ranks, where any was asked for something else than rank 0 */
async function expectAlike(job: Job, asked: string): Promise<void> {
  const [first, ...others] = await job.gatherTexts(asked)
  const other = others.findIndex((each) => each !== first)
  if (other < 0) return
  throw new RankFailed(
    EXIT.usage,
    `rank ${other + 1}: expected ${first}, as rank 0 has, found ${others[other]}: ranks have the same flags, and share a file system`,
  )
}

/** Trains several runs with the processes of a launcher. */
async function trainSeveralOn(launcher: Launcher, flags: TrainFlags): Promise<void> {
  const stated = statedBy(flags)
  const several = await openSeveral(stated, flags)
  try {
    const { trainSeveral } = await import('./train-several.js')
    await trainSeveral(several, launcher, stated, flags)
  } finally {
    await several.folder.close()
  }
}

/** Trains one run, with the other ranks of a job where there is one. */
async function trainOne(flags: TrainFlags, job?: Job): Promise<void> {
  const { json = false, report: tests = false, until, log: logs } = flags
  const run = await openTogether(
    job,
    { '--until': `${until ?? 'none'}`, '--report': `${tests}` },
    (opening) => openOne(flags, opening),
  )
  const progress = new Progress(flags.quiet === true || !isLeader(job))
  try {
    const every = isLeader(job) ? flags.checkpointEvery : NEVER
    const kernels = flags.kernels !== undefined
    const ended = await perform(run, {
      every,
      json,
      kernels,
      tests,
      progress,
      logs,
      ...(until !== undefined && { until }),
    })
    if (ended && flags.report && isLeader(job)) {
      // Its drawing libraries are not loaded for nothing.
      const { writeReport } = await import('../report/write.js')
      tellReport(await writeReport(run.folder, run.data), flags)
    }
  } finally {
    progress.end()
    await closeRun(run)
  }
}

/** @throws as `beginRun` and `resumeRun` */
async function openOne(flags: TrainFlags, opening: Opening | undefined): Promise<OpenedRun> {
  const stated = statedBy(flags)
  const { resume } = flags
  const run = resume ? await resumeRun(resume, stated, opening) : await beginRun(stated, flags, opening)
  const remark = resume || stated.recipe || stated.from ? undefined : recipeNote(chosenRecipe(stated))
  if (remark !== undefined) note(`note: ${remark}`)
  return run
}

/** Whether several new runs are asked for. */
function asksForSeveral({ folds, fold }: Partial<Asked>, seeds: number | undefined): boolean {
  return seeds !== undefined || (folds !== undefined && fold === undefined)
}

/** Whether several runs are asked for, or to be gone on with. */
async function areSeveral(stated: Partial<Asked>, { resume, seeds }: TrainFlags): Promise<boolean> {
  if (asksForSeveral(stated, seeds)) return true
  if (resume === undefined) return false
  const { holdsPlan } = await import('../runs/begin.js')
  return holdsPlan(resume)
}

/** The runs that are to be trained, which are several. */
async function openSeveral(
  stated: Partial<Asked>,
  { resume, seeds, until, ...where }: TrainFlags,
): Promise<OpenedPlan> {
  const { beginPlan, resumePlan } = await import('../runs/begin.js')
  if (resume !== undefined) {
    if (seeds !== undefined) refuseSeeds(resume)
    return resumePlan(resume, stated, 'train')
  }
  if (until !== undefined) throw new UsageError('--until: expected for one run, found several')
  const { foldsAndSeeds } = await import('../runs/folds-and-seeds.js')
  return beginPlan(foldsAndSeeds(stated, seeds), where)
}

function refuseSeeds(path: string): never {
  throw new UsageError(`--seeds: expected for new runs, not with --resume ${path}`)
}

/** With `--json` the result is the last line on stdout. */
function tellReport(file: string, { json }: TrainFlags): void {
  const line = `report         ${file}`
  if (json) note(line)
  else print(line)
}
