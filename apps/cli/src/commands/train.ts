import { note, print } from '@antigrad/command'
import { UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { chosenRecipe, statedBy } from '../hyperparameters/flags.js'
import { recipeNote } from '../hyperparameters/recipe.js'
import { Progress } from '../progress.js'
import { isLeader, type Job } from '../ranks/job.js'
import { openJob } from '../ranks/open-job.js'
import { openTogether } from '../ranks/open-together.js'
import type { Asked } from '../run/config.js'
import { NEVER } from '../run/interval.js'
import { beginRun, closeRun, type OpenedRun, resumeRun } from '../run/open.js'
import { perform } from '../run/perform.js'
import type { OpenedPlan } from '../runs/begin.js'
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
  return inJob(job, () => trainOne(flags, job))
}

/** Trains without other ranks. */
async function trainAlone(flags: TrainFlags): Promise<void> {
  const stated = statedBy(flags)
  const several = await openSeveral(stated, flags)
  if (several) {
    try {
      const { trainSeveral } = await import('./train-several.js')
      return await trainSeveral(several, stated, flags)
    } finally {
      await several.folder.close()
    }
  }
  return trainOne(flags)
}

/** Trains one run, with the other ranks of a job where there is one. */
async function trainOne(flags: TrainFlags, job?: Job): Promise<void> {
  const { json = false, report: tests = false, until, log: logs } = flags
  const run = await openTogether(job, { '--until': `${until ?? 'none'}`, '--report': `${tests}` }, () =>
    openOne(flags, job),
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

/** @throws UsageError where several runs are asked for in a job, and as `beginRun` and `resumeRun` */
async function openOne(flags: TrainFlags, job: Job | undefined): Promise<OpenedRun> {
  const stated = statedBy(flags)
  if (job && (await areSeveral(stated, flags))) {
    throw new UsageError(
      'several runs: expected one beneath mpirun or srun; --no-mpi trains them on this machine',
    )
  }
  const { resume } = flags
  const run = resume ? await resumeRun(resume, stated, job) : await beginRun(stated, flags, job)
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

/** The runs that are to be trained, where they are several. */
async function openSeveral(
  stated: Partial<Asked>,
  { resume, seeds, until, ...where }: TrainFlags,
): Promise<OpenedPlan | undefined> {
  if (resume !== undefined) {
    if (seeds !== undefined) refuseSeeds(resume)
    const { resumePlan } = await import('../runs/begin.js')
    return resumePlan(resume, stated, 'train')
  }
  if (!asksForSeveral(stated, seeds)) return undefined
  if (until !== undefined) throw new UsageError('--until: expected for one run, found several')
  const { beginPlan } = await import('../runs/begin.js')
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
