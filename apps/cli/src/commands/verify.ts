import { EXIT, print } from '@antigrad/command'
import { ARITHMETIC, BadInput, UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { threadCount } from '../flags.js'
import { optionOf } from '../hyperparameters/flags.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { Progress } from '../progress.js'
import { arithmeticOf, hasTheseSums, type RunConfig } from '../run/config.js'
import { checkKind, openRunData } from '../run/data.js'
import { weightsHashOf } from '../run/fingerprint.js'
import { chooseKernels, type KernelsChoice } from '../run/kernels.js'
import { openUnchecked } from '../run/model-file.js'
import { checkFingerprint } from '../run/open.js'
import { type Saved, stateOf } from '../run/restore.js'
import { reopenStart } from '../run/starting-model.js'
import { startTrainer } from '../run/trainer.js'
import { threadsText } from '../show/result.js'

const EXAMPLES = `
Examples:
  $ antigrad verify runs/mnist-128                what two threads trained, one trains again
  $ antigrad verify model.safetensors --threads 8

Exit code 0: the same weights, bit for bit. 1: others.`

export function registerVerify(program: Command): void {
  program
    .command('verify')
    .description('train a model again with another number of threads, and compare the weights')
    .argument('<model>', "a model file, or a run's folder")
    .option('--threads <n>', 'worker threads (default: 1, or 2 where 1 trained it)', threadCount)
    .addOption(optionOf(HYPERPARAMETERS.kernels))
    .option('--data <where>', 'where the same data lie now')
    .option('--from <model>', 'where the model that it was begun with lies now')
    .option('--json', 'the result as JSON')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(verify)
}

interface VerifyFlags {
  readonly threads?: number | 'auto'
  readonly kernels?: KernelsChoice
  readonly data?: string
  readonly from?: string
  readonly json?: true
  readonly quiet?: true
}

async function verify(path: string, flags: VerifyFlags): Promise<void> {
  const model = await openUnchecked(path)
  const saved = stateOf(model, model.file)
  checkArithmetic(saved.config, model.file)
  const threads = threadsFor(saved, flags.threads)
  const recorded = weightsHashOf(model.network)
  const found = await trainAgain(saved, threads, flags, model.file)
  const same = recorded === found
  if (!same) process.exitCode = EXIT.bug
  if (flags.json) {
    print(JSON.stringify({ type: 'result', same, recorded, found, threads: [saved.config.threads, threads] }))
  } else if (same) {
    print(`the same weights on ${threadsText(saved.config.threads)} and on ${threadsText(threads)}: ${found}`)
  } else {
    print(
      `not the same weights: on ${threadsText(saved.config.threads)} ${recorded}, on ${threadsText(threads)} ${found}`,
    )
  }
}

/** @throws BadInput where other weights would say nothing: another order of sums rounds otherwise */
function checkArithmetic(config: RunConfig, file: string): void {
  if (hasTheseSums(config)) return
  const found = arithmeticOf(config)
  throw new BadInput(
    `${file}: trained with another order of sums: expected arithmetic ${ARITHMETIC}, found ${found}: verify it with the antigrad that trained all of it`,
  )
}

function threadsFor({ config, position }: Saved, asked: number | 'auto' | undefined): number {
  if (position.done > 0) {
    throw new UsageError('verify: expected the weights after a whole epoch, found a checkpoint within one')
  }
  const other = config.threads === 1 ? 2 : 1
  return asked === undefined || asked === 'auto' ? other : asked
}

/** The hash of the weights that the same number of epochs leads to. */
async function trainAgain(saved: Saved, threads: number, flags: VerifyFlags, file: string): Promise<string> {
  const kernels = chooseKernels(flags.kernels)
  const { data: where = saved.config.data, from = saved.config.from } = flags
  const config = { ...saved.config, data: where, ...(from !== undefined && { from }), threads, kernels }
  checkKind(file, saved.config.data, config.data)
  const model = await reopenStart(config, file)
  const data = await openRunData(config, model && { forms: model })
  checkFingerprint(config, data, file)
  // With patience the weights of a model are those of its best epoch.
  const { best, network, position } = saved
  const epochs = best?.network === network ? best.epoch : position.epoch - 1
  const { count } = data.dataset.train
  const progress = new Progress(flags.quiet === true)
  const trainer = await startTrainer(config, data.dataset, model && { start: model.network })
  try {
    progress.begin({
      epochs,
      examples: epochs * count,
      standing: () => {
        const { epoch, done } = trainer.position
        return { epoch, trained: (epoch - 1) * count + done }
      },
    })
    while (trainer.position.epoch <= epochs) await trainer.epoch()
    // A run that averages its weights saves the averages.
    return weightsHashOf(trainer.average ?? trainer.network)
  } finally {
    progress.end()
    await trainer.close()
  }
}
