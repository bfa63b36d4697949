import { measured } from '../../report/number.js'
import { aligned } from '../align.js'
import type { LayerCheck } from './by-differences.js'
import type { KernelCheck, KernelsCheck } from './by-kernels.js'

/** Back propagation is right where no relative error is above this: docs/derivation.md §7 says why not less. */
const MOST_BY_DIFFERENCES = 1e-6

/** Kernels are right where no element is further off than this share of its layer's largest … */
const MOST_BY_KERNELS = 1e-4

/** … or than this: what rounding a loss near 1 in float32 leaves, where all gradients are tiny. */
const ROUNDING = 1e-7

/** What was compared, and how it came out. */
export interface Checked {
  /** The network and the dataset, for people. */
  readonly title: string
  /** The number of each example in its dataset. */
  readonly examples: readonly number[]
  readonly differences: readonly LayerCheck[]
  readonly kernels: KernelsCheck
}

/** Whether everything is right. */
export function isRight({ differences, kernels }: Checked): boolean {
  return (
    differences.every(({ relativeError }) => relativeError <= MOST_BY_DIFFERENCES) &&
    kernels.layers.every(isNear) &&
    kernels.sameBits !== false
  )
}

/** A network of other pieces than the lecture's has a bound for each element: rounding.ts. */
function isNear({ error, largest, share }: KernelCheck): boolean {
  return share === undefined ? error <= Math.max(MOST_BY_KERNELS * largest, ROUNDING) : share <= 1
}

/** The check for people. */
export function checkLines(checked: Checked): string[] {
  const { title, examples, differences, kernels } = checked
  const bounded = kernels.layers.some(({ share }) => share !== undefined)
  return [
    title,
    `examples ${examples.join(', ')}`,
    '',
    'back propagation in float64 against central differences, relative error',
    '(docs/derivation.md §7)',
    ...aligned(
      [
        ['layer', 'compared', 'error', 'at', 'example', 'analytic', 'numeric'],
        ...differences.map(({ parameters, relativeError, parameter, analytic, numeric, example }, layer) => [
          String(layer),
          String(parameters),
          relativeError.toExponential(1),
          parameter,
          String(examples[example]),
          analytic.toExponential(6),
          numeric.toExponential(6),
        ]),
      ],
      ['right', 'right', 'right', 'left', 'right', 'right', 'right'],
    ),
    ...kinksLines(differences),
    '',
    'the float32 kernels against back propagation in float64, all examples as one',
    'minibatch (§8)',
    ...aligned(
      [
        ['layer', 'largest error', 'largest element', 'ratio', ...(bounded ? ['of its bound'] : [])],
        ...kernels.layers.map(({ error, largest, share }, layer) => [
          String(layer),
          measured(error),
          measured(largest),
          (largest > 0 ? error / largest : 0).toExponential(1),
          ...(share === undefined ? [] : [`${measured(100 * share)} %`]),
        ]),
      ],
      ['right', 'right', 'right', 'right', 'right'],
    ),
    bitsText(kernels.sameBits),
    '',
    isRight(checked)
      ? 'right'
      : `wrong: expected at most ${MOST_BY_DIFFERENCES} and ${bounded ? '100 % of the bound' : MOST_BY_KERNELS}`,
  ]
}

/** The check as `--json` promises it. */
export function checkJson(checked: Checked): string {
  const { title, examples, differences, kernels } = checked
  return JSON.stringify({ type: 'result', right: isRight(checked), title, examples, differences, kernels })
}

function kinksLines(differences: readonly LayerCheck[]): string[] {
  const kinks = differences.reduce((sum, check) => sum + (check.kinks ?? 0), 0)
  return kinks === 0 ? [] : [`not compared, on a kink of the loss: ${kinks}`]
}

function bitsText(sameBits: boolean | undefined): string {
  if (sameBits === undefined) return 'no SIMD here: the plain kernels'
  return sameBits ? 'SIMD and plain kernels: the same bits' : 'SIMD and plain kernels: other bits'
}
