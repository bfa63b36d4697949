import { dirname } from 'node:path'
import { print } from '@antigrad/command'
import { approximation } from '@antigrad/core/lecture'
import { makeFolder, save } from '@antigrad/store'
import { type Command, Option } from 'commander'
import { columnNames, hiddenLayers, numberBetween, numberFrom, seedNumber, wholeNumber } from '../flags.js'
import { compareMethods } from '../lecture/approximate/methods.js'
import { modelOf } from '../lecture/approximate/model.js'
import { pictureOf } from '../lecture/approximate/picture.js'
import { openProblem, PROBLEM_NAMES, type ProblemFlags } from '../lecture/approximate/problem.js'
import { resultJson, resultLines } from '../lecture/approximate/result.js'
import { Watch } from '../lecture/approximate/watch.js'
import { weightsHashOf } from '../run/fingerprint.js'

/** Steps where no number of epochs is given: a second or two. */
const STEPS = 300_000

/** Units of the one hidden layer: of a function of one argument, of several. */
const HIDDEN = { line: 16, more: 32 }

const DEFAULTS = { batchSize: 1, seed: 1 }

/**
 * The learning rate where none is given, up to so many units in a layer. Of more it is as much lower: a step moves
 * an output by as much as there are units that lead to it, and one that goes too far saturates it for good.
 */
const RATE = { most: 6, units: 32 }

interface ApproximateFlags extends ProblemFlags {
  readonly hidden?: readonly number[]
  readonly learningRate?: number
  readonly epochs?: number
  readonly batchSize: number
  readonly out?: string
  readonly picture?: string
  readonly json?: true
  readonly quiet?: true
}

const EXAMPLES = `
Examples:
  $ antigrad approximate --target sine
  $ antigrad approximate --target copper-conductivity --picture copper.svg
  $ antigrad approximate --csv tides.csv --x day,hour --y height --out tides.safetensors
  $ antigrad predict tides.safetensors days.csv

A polynomial and an interpolation of the same samples are measured beside the network. A third of the rows of
a table is kept from all three.`

export function registerApproximate(program: Command): void {
  program
    .command('approximate')
    .description('let a network find an unknown function from samples of it')
    .addOption(
      new Option('--target <name>', 'a function or a physical property (default: sine)').choices(
        PROBLEM_NAMES,
      ),
    )
    .option('--csv <file>', 'a table of your own instead')
    .option('--x <columns>', 'of the table: what the function takes, by name or number', columnNames)
    .option('--y <column>', 'of the table: what it gives')
    .option(
      '--samples <n>',
      'of a function: samples to learn from (default: 64; 400 of a surface)',
      wholeNumber(4, 100_000),
    )
    .option(
      '--noise <deviation>',
      'of a function: errors to add to its samples, normal, in its own units (default: of the function)',
      numberFrom(0),
    )
    .option(
      '--hidden <sizes>',
      `units of the hidden layers (default: ${HIDDEN.line}; ${HIDDEN.more} for several arguments)`,
      hiddenLayers,
    )
    .option(
      '--lr, --learning-rate <rate>',
      `learning rate of the first steps; it falls to a tenth (default: ${RATE.most}; lower of layers above ${RATE.units} units)`,
      numberBetween(0),
    )
    .option('--epochs <n>', 'how often each sample is seen (default: 300,000 steps)', wholeNumber(1))
    .option('--batch-size <n>', 'samples of a step', wholeNumber(1), DEFAULTS.batchSize)
    .option('--seed <n>', 'decides samples, initial weights and order', seedNumber, DEFAULTS.seed)
    .option('--out <file>', 'a model file to keep the network in, which predict asks')
    .option('--picture <file>', 'an SVG file to draw')
    .option('--json', 'results as JSON, one object a line')
    .option('--quiet', 'no picture while it learns')
    .addHelpText('after', EXAMPLES)
    .action(approximate)
}

function rateFor(units: number): number {
  return Number(((RATE.most * RATE.units) / Math.max(RATE.units, units)).toPrecision(3))
}

async function approximate(flags: ApproximateFlags): Promise<void> {
  const problem = await openProblem(flags)
  const { train } = problem.samples
  const { batchSize, seed } = flags
  const hidden = flags.hidden ?? [train.dimensions === 1 ? HIDDEN.line : HIDDEN.more]
  const learningRate = flags.learningRate ?? rateFor(Math.max(...hidden))
  const epochs = flags.epochs ?? Math.ceil((STEPS * Math.min(batchSize, train.count)) / train.count)
  const network = new approximation.Approximation({
    samples: train,
    hidden,
    learningRate,
    batchSize,
    epochs,
    seed,
  })
  const watch = new Watch(problem, flags.quiet === true)
  const began = performance.now()
  for (let more = true; more; ) {
    more = network.advance()
    watch.show(network, epochs)
    if (flags.json)
      print(JSON.stringify({ type: 'epoch', epoch: network.epoch, rmse: network.trainingError }))
  }
  const training = {
    sizes: network.network.architecture.sizes,
    learningRate,
    batchSize,
    epochs,
    seed,
    seconds: (performance.now() - began) / 1000,
    weightsHash: weightsHashOf(network.network),
  }
  const comparison = compareMethods(problem, network.value)
  if (flags.out !== undefined) {
    await makeFolder(dirname(flags.out))
    await save(flags.out, modelOf(problem, network))
  }
  if (flags.picture) await save(flags.picture, Buffer.from(pictureOf(problem, comparison)))
  if (flags.json)
    print(resultJson(problem, training, comparison, { model: flags.out, picture: flags.picture }))
  else {
    for (const line of resultLines(problem, training, comparison)) print(line)
    if (flags.out !== undefined) print(`model: ${flags.out}`)
    if (flags.picture) print(`picture: ${flags.picture}`)
  }
}
