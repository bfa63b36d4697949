import { measured } from '../../report/number.js'
import { duration, thousands } from '../../show/format.js'
import { aligned } from '../align.js'
import type { Comparison, Method } from './methods.js'
import type { Problem } from './problem.js'

/** How the network was trained. */
export interface Training {
  readonly sizes: readonly number[]
  readonly learningRate: number
  readonly batchSize: number
  readonly epochs: number
  readonly seed: number
  readonly seconds: number
  readonly weightsHash: string
}

/** Files that were asked for. */
export interface Written {
  readonly model: string | undefined
  readonly picture: string | undefined
}

/** The result for people. */
export function resultLines(
  problem: Problem,
  training: Training,
  { methods, nearest, range }: Comparison,
): string[] {
  const { samples, unseen, source, title, value } = problem
  const { sizes, learningRate, batchSize, epochs, seconds, weightsHash } = training
  const unit = value.unit && ` ${value.unit}`
  const rows = methods.map(({ name, error: { rmse, largest, at } }) => [
    name,
    `${measured(rmse)}${unit}`,
    share(rmse, range),
    `${measured(largest)}${unit}`,
    share(largest, range),
    `at ${problem.arguments.map(({ name: argument, unit: of }, d) => `${argument} ${measured(at[d])}${of && ` ${of}`}`).join(', ')}`,
  ])
  return [
    title,
    '',
    ...aligned(
      [
        ['learned from', `${thousands(samples.train.count)} samples`],
        ['tested with', `${thousands(samples.unseen.count)} ${unseen}`],
        [
          'network',
          `${sizes.join('-')}, ${steps(batchSize)}, ${thousands(epochs)} epochs in ${duration(seconds)}, learning rate ${learningRate} falling to a tenth`,
        ],
        ['weights', weightsHash],
        ...(source === undefined ? [] : [['source', source]]),
      ],
      ['left', 'left'],
    ),
    '',
    ...aligned(
      [['never seen', 'RMSE', 'of range', 'largest', 'of range', ''], ...rows],
      ['left', 'right', 'right', 'right', 'right', 'left'],
    ),
    '',
    verdict(methods[0], nearest),
  ]
}

/** The result as the last line that `--json` promises. */
export function resultJson(
  problem: Problem,
  { seconds, ...training }: Training,
  { methods, nearest, range }: Comparison,
  { model, picture }: Written,
): string {
  const { name, samples } = problem
  const errors = methods.map(({ kind, degree, error: { rmse, largest, at } }) => [
    kind,
    {
      ...(degree !== undefined && { degree }),
      rmse,
      largest,
      largestOfRange: largest / (range.high - range.low),
      at,
    },
  ])
  return JSON.stringify({
    type: 'result',
    target: name,
    samples: samples.train.count,
    unseen: samples.unseen.count,
    range,
    ...training,
    ...Object.fromEntries(errors),
    nearest: nearest.kind,
    seconds,
    ...(model !== undefined && { model }),
    ...(picture !== undefined && { picture }),
  })
}

function steps(batchSize: number): string {
  return batchSize === 1 ? 'a step for each sample' : `minibatches of ${batchSize}`
}

function share(error: number, { low, high }: Comparison['range']): string {
  const percent = (100 * error) / (high - low)
  return Number.isFinite(percent) ? `${percent < 0.0005 ? '< 0.001' : percent.toFixed(3)} %` : '–'
}

function verdict(network: Method, nearest: Method): string {
  if (nearest === network) return 'Nearest: the network.'
  const factor = network.error.rmse / nearest.error.rmse
  const times = factor < 1000 ? `${measured(factor, 2)} times` : 'far'
  const form = nearest.kind === 'polynomial' ? 'polynomial' : nearest.name
  return `Nearest: the ${form}, ${times} nearer than the network.`
}
