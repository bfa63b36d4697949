import { UsageError } from '@antigrad/core'
import { STRATEGIES, type StrategyName } from '@antigrad/parallel/settings'
import { type Command, Option } from 'commander'
import { DEFAULTS, TABLE_DEFAULTS } from '../defaults.js'
import { columnNames, hiddenLayers, numberBetween, seedNumber, threadCount, wholeNumber } from '../flags.js'
import type { Asked, TableAsked } from '../run/config.js'
import { isTable } from '../run/data.js'
import { type Interval, parseInterval } from '../run/interval.js'

/** The flags of `train`, those that were given. */
export interface TrainFlags {
  readonly data?: string
  readonly label?: readonly string[]
  readonly features?: readonly string[]
  readonly categories?: readonly string[]
  readonly task?: 'classify' | 'regress'
  readonly valSplit?: number
  readonly patience?: number
  readonly hidden?: readonly number[]
  readonly epochs?: number
  readonly batchSize?: number
  readonly lr?: number
  readonly seed?: number
  readonly threads?: number | 'auto'
  readonly strategy?: StrategyName
  readonly out?: string
  readonly resume?: string
  readonly checkpointEvery: Interval
  readonly report?: true
  readonly json?: true
  readonly quiet?: true
}

/** Gives the command `train` its flags. */
export function addTrainFlags(command: Command): Command {
  const { data, hidden, epochs, batchSize, learningRate, seed, threads, strategy, valSplit } = DEFAULTS
  const table = TABLE_DEFAULTS
  return command
    .option('--data <where>', `mnist, mnist-full, a folder of IDX files, or a .csv file (default: ${data})`)
    .option('--label <columns>', 'of a .csv file: what to learn, by name or number', columnNames)
    .option('--features <columns>', 'of a .csv file: what to learn from (default: all others)', columnNames)
    .option('--categories <columns>', 'of a .csv file: numbers that name kinds, not amounts', columnNames)
    .addOption(
      new Option('--task <name>', 'of a .csv file: what the label is (default: seen from it)').choices([
        'classify',
        'regress',
      ]),
    )
    .option(
      '--hidden <sizes>',
      `units of the hidden layers; none for no such layer (default: ${hidden}; of a .csv file ${table.hidden})`,
      hiddenLayers,
    )
    .option(
      '--epochs <n>',
      `how often each example is seen (default: ${epochs}; of a .csv file ${table.epochs})`,
      wholeNumber(1),
    )
    .option('--batch-size <n>', `examples of a step (default: ${batchSize})`, wholeNumber(1))
    .option(
      '--lr <rate>',
      `learning rate (default: ${learningRate}; of a .csv file ${table.learningRate})`,
      numberBetween(0),
    )
    .option('--seed <n>', `decides initial weights, order and split (default: ${seed})`, seedNumber)
    .option('--val-split <part>', 'part of the training examples for validation', numberBetween(0, 1))
    .option(
      '--patience <n>',
      `end after n epochs without a lower loss in validation, and keep the best weights (with --val-split ${valSplit} unless given)`,
      wholeNumber(1),
    )
    .option('--threads <n>', `worker threads: how fast, never what (default: ${threads})`, threadCount)
    .addOption(
      new Option('--strategy <name>', `how workers share a step (default: ${strategy})`).choices(
        Object.keys(STRATEGIES),
      ),
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
}

/** What the flags ask of a run. Throws UsageError where they do not belong together. */
export function statedBy(flags: TrainFlags): Partial<Asked> {
  const { data, valSplit, patience, hidden, epochs, batchSize, lr, seed, strategy, threads } = flags
  const table = tableOf(flags)
  return {
    ...(data !== undefined && { data }),
    ...(table && { table }),
    ...(valSplit !== undefined && { valSplit }),
    ...(patience !== undefined && { patience }),
    ...(hidden && { hidden }),
    ...(epochs !== undefined && { epochs }),
    ...(batchSize !== undefined && { batchSize }),
    ...(lr !== undefined && { learningRate: lr }),
    ...(seed !== undefined && { seed }),
    ...(strategy && { strategy }),
    ...(threads !== undefined && { threads }),
  }
}

/** What is asked of a new run, with the defaults for its data. */
export function withDefaults(stated: Partial<Asked>): Asked {
  const data = stated.data ?? DEFAULTS.data
  const { hidden, epochs, batchSize, learningRate, seed, strategy, threads } = isTable(data)
    ? TABLE_DEFAULTS
    : DEFAULTS
  const patient = stated.patience !== undefined && { valSplit: DEFAULTS.valSplit }
  return { data, ...patient, hidden, epochs, batchSize, learningRate, seed, strategy, threads, ...stated }
}

function tableOf({ label, features, categories, task }: TrainFlags): TableAsked | undefined {
  const options = {
    ...(features && { features }),
    ...(categories && { categories }),
    ...(task && { task }),
  }
  const [first] = Object.keys(options)
  if (!label && first) throw new UsageError(`--${first}: expected with --label`)
  return label && { label, ...options }
}
