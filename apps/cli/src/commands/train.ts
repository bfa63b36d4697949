import { availableParallelism } from 'node:os'
import { UsageError } from '@antigrad/core'
import type { StrategyName } from '@antigrad/parallel'
import { type Command, Option } from 'commander'
import { DEFAULTS } from '../defaults.js'
import { columnNames, hiddenLayers, numberBetween, seedNumber, threadCount, wholeNumber } from '../flags.js'
import { note, print } from '../output.js'
import { Progress } from '../progress.js'
import type { Asked, TableAsked } from '../run/config.js'
import { type Interval, parseInterval } from '../run/interval.js'
import { beginRun, closeRun, resumeRun } from '../run/open.js'
import { perform } from '../run/perform.js'
import { StopRequest } from '../run/stop.js'

interface TrainFlags {
  readonly data: string
  readonly label?: readonly string[]
  readonly features?: readonly string[]
  readonly categories?: readonly string[]
  readonly task?: 'classify' | 'regress'
  readonly valSplit?: number
  readonly patience?: number
  readonly hidden: readonly number[]
  readonly epochs: number
  readonly batchSize: number
  readonly lr: number
  readonly seed: number
  readonly threads: number | 'auto'
  readonly strategy: StrategyName
  readonly out?: string
  readonly resume?: string
  readonly checkpointEvery: Interval
  readonly report?: true
  readonly json?: true
  readonly quiet?: true
}

const EXAMPLES = `
Examples:
  $ antigrad train                                          10,000 digits, in seconds
  $ antigrad train --data mnist-full --hidden 30 --epochs 30
  $ antigrad train --data ./fashion-mnist --hidden 128,64   a folder of IDX files
  $ antigrad train --data iris.csv --label species --val-split 0.2 --patience 10
  $ antigrad train --threads 1 --json --quiet | tail -1     the same weights, for a program
  $ antigrad train --resume runs/mnist-128 --epochs 40      go on, or go on for longer

Ctrl-C saves a checkpoint; a second one ends at once.`

export function registerTrain(program: Command): void {
  program
    .command('train')
    .description('train a network, and say how well it learned')
    .option('--data <where>', 'mnist, mnist-full, a folder of IDX files, or a .csv file', DEFAULTS.data)
    .option('--label <columns>', 'of a .csv file: what to learn, by name or number', columnNames)
    .option('--features <columns>', 'of a .csv file: what to learn from (default: all others)', columnNames)
    .option('--categories <columns>', 'of a .csv file: numbers that name kinds, not amounts', columnNames)
    .addOption(
      new Option('--task <name>', 'of a .csv file: what the label is (default: seen from it)').choices([
        'classify',
        'regress',
      ]),
    )
    .addOption(
      new Option('--hidden <sizes>', 'units of the hidden layers; none for no such layer')
        .argParser(hiddenLayers)
        .default([...DEFAULTS.hidden], DEFAULTS.hidden.join(',')),
    )
    .option('--epochs <n>', 'how often each example is seen', wholeNumber(1), DEFAULTS.epochs)
    .option('--batch-size <n>', 'examples of a step', wholeNumber(1), DEFAULTS.batchSize)
    .option('--lr <rate>', 'learning rate', numberBetween(0), DEFAULTS.learningRate)
    .option('--seed <n>', 'decides initial weights, order and split', seedNumber, DEFAULTS.seed)
    .option('--val-split <part>', 'part of the training examples for validation', numberBetween(0, 1))
    .option(
      '--patience <n>',
      `end after n epochs without a lower loss in validation, and keep the best weights (--val-split ${DEFAULTS.valSplit} unless given)`,
      wholeNumber(1),
    )
    .option('--threads <n>', 'worker threads: how fast, never what', threadCount, DEFAULTS.threads)
    .addOption(
      new Option('--strategy <name>', 'how workers share a step')
        .choices(['slices', 'buffers'])
        .default(DEFAULTS.strategy),
    )
    .option('--out <folder>', "the run's folder (default: a new one under runs/)")
    .addOption(new Option('--resume <folder>', 'go on with a run from its last checkpoint').conflicts('out'))
    .addOption(
      new Option('--checkpoint-every <interval>', 'such as 500steps, 10s or 1epoch')
        .argParser(parseInterval)
        .default(parseInterval(DEFAULTS.checkpointEvery), DEFAULTS.checkpointEvery),
    )
    .option('--report', "a page about the run, report.html in the run's folder")
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(train)
}

async function train(flags: TrainFlags, command: Command): Promise<void> {
  const stop = new StopRequest()
  const asked: Asked = {
    data: flags.data,
    ...tableOf(flags),
    ...validationOf(flags),
    hidden: flags.hidden,
    epochs: flags.epochs,
    batchSize: flags.batchSize,
    learningRate: flags.lr,
    seed: flags.seed,
    strategy: flags.strategy,
    threads: flags.threads === 'auto' ? availableParallelism() : flags.threads,
  }
  const run = flags.resume
    ? await resumeRun(flags.resume, givenOf(asked, flags, command))
    : await beginRun(asked, flags.out)
  const progress = new Progress(flags.quiet === true)
  try {
    await perform(run, { every: flags.checkpointEvery, json: flags.json === true, progress, stop })
    if (flags.report) {
      // Its drawing libraries are not loaded for nothing.
      const { writeReport } = await import('../report/write.js')
      tellReport(await writeReport(run.folder, run.data), flags)
    }
  } finally {
    progress.end()
    await closeRun(run)
  }
}

/** With `--json` the result is the last line on stdout. */
function tellReport(file: string, { json }: TrainFlags): void {
  const line = `report         ${file}`
  if (json) note(line)
  else print(line)
}

function tableOf({ label, features, categories, task }: TrainFlags): { readonly table?: TableAsked } {
  if (label) {
    const options = {
      ...(features && { features }),
      ...(categories && { categories }),
      ...(task && { task }),
    }
    return { table: { label, ...options } }
  }
  for (const [flag, value] of Object.entries({ features, categories, task })) {
    if (value) throw new UsageError(`--${flag}: expected with --label`)
  }
  return {}
}

function validationOf({ valSplit, patience }: TrainFlags): Pick<Asked, 'valSplit' | 'patience'> {
  if (patience !== undefined) return { valSplit: valSplit ?? DEFAULTS.valSplit, patience }
  return valSplit === undefined ? {} : { valSplit }
}

/** Only what flags state. */
function givenOf(asked: Asked, flags: TrainFlags, command: Command): Partial<Asked> {
  const given = (flag: string): boolean => command.getOptionValueSource(flag) !== 'default'
  const { learningRate, table, valSplit, patience, ...rest } = asked
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([field]) => given(field))),
    ...(given('lr') && { learningRate }),
    ...(table && { table }),
    ...(flags.valSplit !== undefined && { valSplit: flags.valSplit }),
    ...(patience !== undefined && { patience }),
  }
}
