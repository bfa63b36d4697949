import { availableParallelism } from 'node:os'
import type { StrategyName } from '@antigrad/parallel'
import { type Command, Option } from 'commander'
import { DEFAULTS } from '../defaults.js'
import { hiddenLayers, numberBetween, seedNumber, threadCount, wholeNumber } from '../flags.js'
import { Progress } from '../progress.js'
import { type Interval, parseInterval } from '../run/interval.js'
import { type Asked, beginRun, closeRun, resumeRun } from '../run/open.js'
import { perform } from '../run/perform.js'
import { StopRequest } from '../run/stop.js'

interface TrainFlags {
  readonly data: string
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
  readonly json?: true
  readonly quiet?: true
}

const EXAMPLES = `
Examples:
  $ antigrad train                                          10,000 digits, in seconds
  $ antigrad train --data mnist-full --hidden 30 --epochs 30
  $ antigrad train --data ./fashion-mnist --hidden 128,64   a folder of IDX files
  $ antigrad train --threads 1 --json --quiet | tail -1     the same weights, for a program
  $ antigrad train --resume runs/mnist-128 --epochs 40      go on, or go on for longer

Ctrl-C saves a checkpoint; a second one ends at once.`

export function registerTrain(program: Command): void {
  program
    .command('train')
    .description('train a network, and say how well it learned')
    .option('--data <where>', 'mnist, mnist-full, or a folder of IDX files', DEFAULTS.data)
    .option('--hidden <sizes>', 'units of the hidden layers; none for no such layer', hiddenLayers, [
      ...DEFAULTS.hidden,
    ])
    .option('--epochs <n>', 'how often each example is seen', wholeNumber(1), DEFAULTS.epochs)
    .option('--batch-size <n>', 'examples of a step', wholeNumber(1), DEFAULTS.batchSize)
    .option('--lr <rate>', 'learning rate', numberBetween(0), DEFAULTS.learningRate)
    .option('--seed <n>', 'decides initial weights, order and split', seedNumber, DEFAULTS.seed)
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
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(train)
}

async function train(flags: TrainFlags, command: Command): Promise<void> {
  const stop = new StopRequest()
  const asked: Asked = {
    data: flags.data,
    hidden: flags.hidden,
    epochs: flags.epochs,
    batchSize: flags.batchSize,
    learningRate: flags.lr,
    seed: flags.seed,
    strategy: flags.strategy,
    threads: flags.threads === 'auto' ? availableParallelism() : flags.threads,
  }
  const run = flags.resume
    ? await resumeRun(flags.resume, givenOf(asked, command))
    : await beginRun(asked, flags.out)
  const progress = new Progress(flags.quiet === true)
  try {
    await perform(run, { every: flags.checkpointEvery, json: flags.json === true, progress, stop })
  } finally {
    progress.end()
    await closeRun(run)
  }
}

/** Only what flags state. The number of threads is that of this command, stated or not. */
function givenOf(asked: Asked, command: Command): Partial<Asked> {
  const given = (flag: string): boolean => command.getOptionValueSource(flag) !== 'default'
  const { learningRate, threads, ...rest } = asked
  const stated = Object.entries(rest).filter(([field]) => given(field))
  return {
    ...Object.fromEntries(stated),
    ...(given('lr') && { learningRate }),
    ...(given('threads') && { threads }),
  }
}
