import { describe, expect, test } from 'vitest'
import { createTextbookNetwork } from '../lecture/textbook/network.js'
import { ACTIVATIONS, type Activation } from '../network/activation.js'
import { HEADS, type Head } from '../network/head.js'
import { createRandom, type Random } from '../random.js'
import { dropoutFactors } from './dropout.js'
import { checkGradient } from './gradient-check.js'
import { minibatchGradient, type ReferenceExample } from './minibatch.js'
import type { Dropout, ReferenceNetwork } from './network.js'
import type { Objective } from './objective.js'

interface Case {
  readonly network: ReferenceNetwork
  readonly objective: Objective
  readonly minibatch: readonly ReferenceExample[]
}

const chance = (random: Random, share: number) => random.uniform() < share
const within = (random: Random, bound: number) => bound * (2 * random.uniform() - 1)
const list = <T>(length: number, element: (n: number) => T) => Array.from({ length }, (_, n) => element(n))

/** A label for a head: any values for regression, otherwise of one class, of several, or shares that add up to 1. */
function randomLabel(random: Random, head: Head, classes: number, oneClass: boolean): Float64Array {
  if (oneClass) {
    const label = new Float64Array(classes)
    label[random.integer(classes)] = 1
    return label
  }
  if (head === 'linear-squared' || head === 'huber')
    return new Float64Array(classes).map(() => within(random, 2))
  const label = new Float64Array(classes).map(() => random.uniform())
  const sum = label.reduce((total, l) => total + l, 0)
  return head === 'softmax-cross-entropy' ? label.map((l) => l / sum) : label
}

/** The inputs, then each hidden layer, with or without dropout. */
function randomDropout(random: Random, sizes: readonly number[]): Dropout {
  return sizes.slice(0, -1).map((size) => {
    const rate = 0.6 * random.uniform()
    return chance(random, 0.5)
      ? dropoutFactors(
          list(size, () => (chance(random, rate) ? 0 : 1)),
          rate,
        )
      : undefined
  })
}

/** 1 to 4 layers of 1 to 6 units, 1 to 5 rows; each hidden layer has an activation of its own. */
function randomCase(random: Random, head: Head, first: Activation, reach: number): Case {
  const sizes = list(2 + random.integer(4), () => 1 + random.integer(6))
  const classes = sizes[sizes.length - 1]
  const oneClass = chance(random, 0.5)
  const objective: Objective = {
    head,
    ...(head === 'softmax-cross-entropy' && chance(random, 0.5)
      ? { labelSmoothing: 0.3 * random.uniform() }
      : {}),
    ...(oneClass ? { classWeights: new Float64Array(classes).map(() => 0.1 + 3 * random.uniform()) } : {}),
  }
  const network: ReferenceNetwork = {
    layers: createTextbookNetwork(sizes, () => within(random, reach)),
    activations: sizes
      .slice(2)
      .map((_, k) => (k === 0 ? first : ACTIVATIONS[random.integer(ACTIVATIONS.length)])),
  }
  const minibatch = list(
    1 + random.integer(5),
    (): ReferenceExample => ({
      input: new Float64Array(sizes[0]).map(() => (chance(random, 0.2) ? 0 : within(random, 1))),
      label: randomLabel(random, head, classes, oneClass),
      ...(chance(random, 0.5) ? { weight: 0.1 + 2 * random.uniform() } : {}),
      ...(chance(random, 0.5) ? { dropout: randomDropout(random, sizes) } : {}),
    }),
  )
  return { network, objective, minibatch }
}

const PAIRS = HEADS.flatMap((head) => ACTIVATIONS.map((activation) => ({ head, activation }))).map(
  (pair, seed) => ({ ...pair, seed }),
)

describe.each(PAIRS)(
  'the gradient of $head with $activation and other activations',
  ({ head, activation, seed }) => {
    test.each([1, 2])('is that of central differences to 1e-7, with parameters in ±%d', (reach) => {
      const random = createRandom(seed, reach)
      for (let n = 0; n < 8; n++) {
        const { network, objective, minibatch } = randomCase(random, head, activation, reach)
        const check = checkGradient(network, objective, minibatch)
        const what = `case ${n}, ${network.activations}: ${JSON.stringify(check)}`
        expect(check.relativeError, what).toBeLessThanOrEqual(1e-7)
      }
    })
  },
)

describe('a wrong gradient is found', () => {
  test('whichever parameter is off by one part in 100,000', () => {
    const random = createRandom(8, 0)
    let found = 0
    for (let n = 0; n < 60; n++) {
      const head = HEADS[n % HEADS.length]
      const { network, objective, minibatch } = randomCase(
        random,
        head,
        ACTIVATIONS[n % ACTIVATIONS.length],
        1,
      )
      const { gradient } = minibatchGradient(network, objective, minibatch)
      const parameter = random.integer(gradient.length)
      if (Math.abs(gradient[parameter]) < 1e-5) continue
      gradient[parameter] *= 1 + 1e-5
      const check = checkGradient(network, objective, minibatch, gradient)
      expect([check.parameter, check.relativeError > 9e-6]).toEqual([parameter, true])
      found++
    }
    expect(found).toBeGreaterThan(30)
  })

  test('when it is not finite', () => {
    const { network, objective, minibatch } = randomCase(createRandom(9, 0), 'huber', 'gelu', 1)
    const { gradient } = minibatchGradient(network, objective, minibatch)
    const check = checkGradient(network, objective, minibatch, gradient.with(0, Number.NaN))
    expect(check).toMatchObject({ parameter: 0, relativeError: Number.POSITIVE_INFINITY })
  })
})
