import { join } from 'node:path'
import { writeModel } from '@antigrad/core'
import { openDataset } from '@antigrad/data'
import { ParallelTrainer, type StrategyName } from '@antigrad/parallel'
import { RUN_FILES, RunFolder } from '@antigrad/store'
import { type Command, Option } from 'commander'
import { DEFAULTS } from '../defaults.js'
import { hiddenLayers, numberBetween, seedNumber, threadCount, wholeNumber } from '../flags.js'
import { note, print } from '../output.js'
import { Progress } from '../progress.js'
import { configToJson, type RunConfig } from '../run/config.js'
import { fingerprintOf, weightsHashOf } from '../run/fingerprint.js'
import { newFolder } from '../run/folder.js'
import { modelFrom } from '../run/model-file.js'
import { duration, percent, thousands } from '../show/format.js'

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
  readonly json?: true
  readonly quiet?: true
}

const EXAMPLES = `
Examples:
  $ antigrad train                                          10,000 digits, in seconds
  $ antigrad train --data mnist-full --hidden 30 --epochs 30
  $ antigrad train --data ./fashion-mnist --hidden 128,64   a folder of IDX files
  $ antigrad train --threads 1 --json --quiet | tail -1     the same weights, for a program`

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
    .option(
      '--seed <n>',
      'decides initial weights, order and split of the examples',
      seedNumber,
      DEFAULTS.seed,
    )
    .option('--threads <n>', 'worker threads: how fast, never what', threadCount, DEFAULTS.threads)
    .addOption(
      new Option('--strategy <name>', 'how workers share a step')
        .choices(['slices', 'buffers'])
        .default(DEFAULTS.strategy),
    )
    .option('--out <folder>', "the run's folder (default: a new one under runs/)")
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no progress')
    .addHelpText('after', EXAMPLES)
    .action(train)
}

async function train(flags: TrainFlags): Promise<void> {
  const progress = new Progress(flags.quiet === true)
  const dataset = await openDataset(flags.data, { seed: flags.seed })
  const trainer = await ParallelTrainer.start({
    dataset,
    hidden: flags.hidden,
    batchSize: flags.batchSize,
    learningRate: flags.lr,
    seed: flags.seed,
    strategy: flags.strategy,
    ...(flags.threads === 'auto' ? {} : { workers: flags.threads }),
  })
  try {
    if (trainer.kernels === 'plain') {
      note('note: WebAssembly SIMD is not available here; training with the plain kernels, more slowly')
    }
    const config: RunConfig = {
      version: 1,
      data: flags.data,
      fingerprint: fingerprintOf(dataset),
      hidden: flags.hidden,
      epochs: flags.epochs,
      batchSize: flags.batchSize,
      learningRate: flags.lr,
      seed: flags.seed,
      strategy: flags.strategy,
      threads: trainer.workers,
    }
    const folder = await RunFolder.open(flags.out ?? (await newFolder(flags.data, flags.hidden)), {
      validate: (bytes, file) => void modelFrom(bytes, file),
    })
    try {
      await trainInto(folder, trainer, config, dataset.train.count, progress, flags.json === true)
    } finally {
      progress.end()
      await folder.close()
    }
  } finally {
    await trainer.close()
  }

  async function trainInto(
    folder: RunFolder,
    trainer: ParallelTrainer,
    config: RunConfig,
    count: number,
    progress: Progress,
    json: boolean,
  ): Promise<void> {
    await folder.writeConfig(configToJson(config))
    const began = performance.now()
    progress.begin({
      epochs: config.epochs,
      examples: config.epochs * count,
      standing: () => {
        const { epoch, done } = trainer.position
        return { epoch, trained: (epoch - 1) * count + done }
      },
    })
    for (let epoch = 1; epoch <= config.epochs; epoch++) {
      const from = performance.now()
      const result = await trainer.epoch()
      if (!result) continue
      const examplesPerSecond = count / ((performance.now() - from) / 1000)
      progress.line(
        `epoch ${epoch}/${config.epochs}  loss ${result.loss.toFixed(5)}  accuracy ${percent(result.accuracy)}  ${thousands(examplesPerSecond)} examples/s`,
      )
      if (json) print(JSON.stringify({ type: 'epoch', ...result, examplesPerSecond }))
    }
    const seconds = (performance.now() - began) / 1000
    progress.end()
    const { accuracy, correct, examples } = await trainer.evaluate()
    const network = trainer.network
    const weightsHash = weightsHashOf(network)
    const examplesPerSecond = (config.epochs * count) / seconds
    const model = join(folder.path, RUN_FILES.model)
    const { classes, image } = dataset.train
    await folder.saveModel(
      writeModel(network, { classes, ...(image && { image }), weightsHash, config: configToJson(config) }),
    )
    if (json) {
      print(
        JSON.stringify({
          type: 'result',
          testAccuracy: accuracy,
          weightsHash,
          seconds,
          threads: trainer.workers,
          examplesPerSecond,
          model,
        }),
      )
      return
    }
    print(`test accuracy  ${percent(accuracy)} (${thousands(correct)} of ${thousands(examples)})`)
    print(`trained in     ${duration(seconds)} on ${trainer.workers} threads`)
    print(`throughput     ${thousands(examplesPerSecond)} examples/s`)
    print(`weights        ${weightsHash}`)
    print(`model          ${model}`)
  }
}
