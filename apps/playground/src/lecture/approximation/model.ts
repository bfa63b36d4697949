import { createRandom } from '@antigrad/core'
import { approximation, textbook } from '@antigrad/core/lecture'
import { batch, computed, effect, signal, untracked } from '@preact/signals'
import { setting } from '../../state/address.js'
import { oneOf, whole } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import { createPaceSetter } from '../../training/pace-setter.js'
import { Pacer } from '../../training/pacer.js'

const PAGE = '1-approximation'

export const TARGETS = ['sine', 'step', 'sawtooth', 'parabola'] as const
export type TargetName = (typeof TARGETS)[number]

export const MOST_UNITS = 12
const LEARNING_RATE = 4

export const targetName = setting<TargetName>(PAGE, 'target', oneOf(TARGETS), 'sine')
export const units = setting(PAGE, 'units', whole(1, MOST_UNITS), 6)
export const count = setting(PAGE, 'points', whole(4, 60), 24)
export const pace = setting<Pace>(PAGE, 'pace', paceCodec, 'slow')

export const target = computed<approximation.Target>(() => {
  const found = approximation.TARGETS.find(({ name }) => name === targetName.value)
  if (!found) throw new Error(`core has no target ${targetName.value}`)
  return found
})

const INPUTS: approximation.Range = { low: -1, high: 1 }
/** The middle of σ, where it is nearly straight. */
const OUTPUTS: approximation.Range = { low: 0.25, high: 0.75 }

/** The points that are known: arguments and values. */
export const points = computed(() => {
  const { train } = approximation.sampleTarget(target.value, count.value, 4, 1)
  return Array.from(train.inputs, (x, n) => ({ x, l: train.outputs[n] }))
})

/** The range of the function's values. */
const heights = computed(() => {
  const [axis] = target.value.axes
  const values = Array.from({ length: 200 }, (_, k) => target.value.value([toAxis(k / 199, axis)]))
  return approximation.rangeOf([...values, ...points.value.map(({ l }) => l)])
})

const examples = computed<textbook.TextbookExample[]>(() =>
  points.value.map(({ x, l }) => ({
    input: Float64Array.of(approximation.rescale(x, target.value.axes[0], INPUTS)),
    label: Float64Array.of(approximation.rescale(l, heights.value, OUTPUTS)),
  })),
)

/** The network as it is now, and how many steps it has taken. */
export const network = signal<textbook.TextbookNetwork>(fresh())
export const steps = signal(0)
export const history = signal<readonly { readonly steps: number; readonly error: number }[]>([])

/** Units that turn at places of their own, all over the axis. */
function fresh(): textbook.TextbookNetwork {
  const random = createRandom(1, 0)
  const hidden = units.value
  const slopes = Float64Array.from(
    { length: hidden },
    (_, k) => (k % 2 === 0 ? 1 : -1) * (3 + 3 * random.uniform()),
  )
  const places = Float64Array.from({ length: hidden }, (_, k) => -1 + (2 * (k + random.uniform())) / hidden)
  return [
    {
      weights: { rows: hidden, columns: 1, values: slopes },
      biases: slopes.map((slope, k) => -slope * places[k]),
    },
    {
      weights: { rows: 1, columns: hidden, values: slopes.map(() => 2 * random.uniform() - 1) },
      biases: Float64Array.of(0),
    },
  ]
}

export function startOver(): void {
  batch(() => {
    network.value = fresh()
    steps.value = 0
    history.value = [{ steps: 0, error: error.value }]
  })
}

/** What the network makes of an argument, in the units of the function. */
export function valueAt(x: number): number {
  const input = Float64Array.of(approximation.rescale(x, target.value.axes[0], INPUTS))
  return valueOfOutput(textbook.outputOf(network.value, input)[0])
}

/** An output of the network in the units of the function. */
export function valueOfOutput(z: number): number {
  return approximation.rescale(z, OUTPUTS, heights.value)
}

/** The activation of each hidden unit at an argument. */
export function activationsAt(x: number): textbook.Vector {
  const input = Float64Array.of(approximation.rescale(x, target.value.axes[0], INPUTS))
  return textbook.forward(network.value, input).activations[1]
}

/** The root of the mean squared error over the points, in the units of the function. */
export const error = computed(() => {
  const squares = points.value.map(({ x, l }) => (valueAt(x) - l) ** 2)
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)
})

let order: number[] = []
let random = createRandom(2, 0)

const pacer = new Pacer({
  rates: { slow: 240, fast: 6000 },
  advance(most) {
    if (order.length === 0) order = shuffled(examples.value.length)
    const taken = order.splice(0, Math.min(most, 240))
    batch(() => {
      for (const n of taken) {
        const gradient = textbook.minibatchGradient(network.value, [examples.value[n]])
        network.value = textbook.step(network.value, gradient, LEARNING_RATE, 1)
      }
      steps.value += taken.length
      if (order.length === 0) remember()
    })
    return { steps: taken.length, epochEnded: order.length === 0 }
  },
  rested: (number) => setter.rested(number),
  failed(failure) {
    setter.stopped()
    throw failure
  },
})

export const setter = createPaceSetter((command) => pacer.obey(command))

/** Keeps at most this many errors: every second one is forgotten when there are more. */
const MOST = 400

function remember(): void {
  const all = [...history.value, { steps: steps.value, error: error.value }]
  history.value = all.length > MOST ? all.filter((_, k) => k % 2 === 0) : all
}

function shuffled(length: number): number[] {
  const left = Array.from({ length }, (_, n) => n)
  return Array.from({ length }, () => left.splice(random.integer(left.length), 1)[0])
}

function toAxis(part: number, { low, high }: approximation.Range): number {
  return low + part * (high - low)
}

/** The view of the plot. */
export const view = computed(() => {
  const { low, high } = heights.value
  const room = 0.25 * (high - low)
  return { x: target.value.axes[0], y: { low: low - room, high: high + room } }
})

// Another function, other points or another network: from the beginning.
effect(() => {
  targetName.value
  units.value
  count.value
  order = []
  random = createRandom(2, 0)
  untracked(startOver)
})
