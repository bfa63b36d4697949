import { type Command, Option } from 'commander'
import { wholeNumber } from '../flags.js'
import { addHyperparameters } from '../hyperparameters/flags.js'
import { LOG_NAMES, type LogName, logNamesFor, parseLogNames } from '../run/epoch-logs/epoch-logs.js'
import { type Interval, intervalText, parseInterval } from '../run/interval.js'
import type { KernelsChoice } from '../run/kernels.js'

/** How often a checkpoint is saved unless one says otherwise. */
const CHECKPOINT_EVERY = '10s'

/** The flags of `train` beside the hyperparameters that decide the run, those that were given. */
export interface TrainFlags {
  readonly threads?: number | 'auto'
  readonly kernels?: KernelsChoice
  readonly out?: string
  readonly force?: true
  readonly resume?: string
  readonly seeds?: number
  readonly checkpointEvery: Interval
  readonly until?: number
  readonly report?: true
  readonly log: readonly LogName[]
  readonly json?: true
  readonly quiet?: true
  /** Whether it is to train with the other processes of a job; where there are any, unless said. */
  readonly mpi?: boolean
}

/** Gives the command `train` its flags. */
export function addTrainFlags(command: Command): Command {
  addHyperparameters(command)
  command
    .allowExcessArguments()
    .addOption(new Option('--no-header').hideHelp())
    .optionsGroup('Run:')
    .option(
      '--seeds <n>',
      'the same run with n seeds, from --seed on: mean and standard deviation',
      wholeNumber(2),
    )
    .option('--out <folder>', "the run's folder (default: a new one under runs/)")
    .addOption(forceOption())
    .addOption(new Option('--resume <folder>', 'go on with a run from its last checkpoint').conflicts('out'))
  addCheckpointEvery(command)
  addLog(command)
    .option('--until <epoch>', 'pause after this epoch, for --resume to go on', wholeNumber(1))
    .option('--report', "a page about the run, report.html in the run's folder")
  return addMpi(command)
    .optionsGroup('Output:')
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no progress')
}

/** The flag without which nothing that is finished is replaced. */
export function forceOption(): Option {
  return new Option('--force', 'of --out: replace what is finished there').conflicts('resume')
}

/** Gives a command the flag that says what its runs write of each epoch. */
export function addLog(command: Command): Command {
  return command.addOption(
    new Option('--log <names>', `write each epoch also to log.csv, to tensorboard/: ${LOG_NAMES.join(',')}`)
      .argParser(parseLogNames)
      .default([], 'log.jsonl alone'),
  )
}

/** Gives a command the flags that say whether it trains with other ranks. */
export function addMpi(command: Command): Command {
  return command
    .option('--mpi', 'insist on training with the other ranks that mpirun or srun started')
    .option('--no-mpi', 'train alone, whatever started this process')
}

/** What the command tells each of several runs beside its hyperparameters. */
export function flagsOfEach(
  { checkpointEvery, log, report }: Pick<TrainFlags, 'checkpointEvery' | 'log' | 'report'>,
  folders: readonly string[],
): string[] {
  const logs = logNamesFor(log, folders)
  return [
    `--checkpoint-every=${intervalText(checkpointEvery)}`,
    ...(logs.length > 0 ? [`--log=${logs.join(',')}`] : []),
    ...(report ? ['--report'] : []),
  ]
}

/** Gives a command the flag that says how often its runs save a checkpoint. */
export function addCheckpointEvery(command: Command): Command {
  return command.addOption(
    new Option('--checkpoint-every <interval>', 'such as 500steps, 10s or 1epoch')
      .argParser(parseInterval)
      .default(parseInterval(CHECKPOINT_EVERY), CHECKPOINT_EVERY),
  )
}
