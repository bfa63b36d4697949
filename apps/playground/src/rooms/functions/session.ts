import { createArchitecture, Network } from '@antigrad/core'
import { approximation } from '@antigrad/core/lecture'
import { batch, computed, effect, signal, untracked } from '@preact/signals'
import { createPaceSetter } from '../../training/pace-setter.js'
import { type Trouble, troubleOfWorker } from '../../training/trouble.js'
import type { Point } from './points.js'
import type { FromWorker, ToWorker } from './protocol.js'
import { rootMeanSquare, samplesOf, toInput } from './scale.js'
import { hidden, learningRate, points, seed, source, unseenPoints, view } from './settings.js'

export interface Moment {
  readonly steps: number
  /** Root mean square error over the samples, in units of y. */
  readonly error: number
  /** The same over points that the network never saw; undefined where none could be spared. */
  readonly unseen: number | undefined
}

/** What makes it go and rest. */
export const setter = createPaceSetter(say)
export const trouble = signal<Trouble | undefined>(undefined)
/** How the error fell: thinned out as it grows. */
export const history = signal<readonly Moment[]>([])

const parameters = signal<Float32Array | undefined>(undefined)

/** The network as it begins: its units spread over the points, if there are any. */
const begun = computed<Network>(() => {
  const known = points.value
  if (known.length < 2) return Network.create([1, hidden.value, 1], seed.value)
  const inputs = Float64Array.from(known, ({ x }) => toInput(x, view.value))
  const samples = { count: known.length, dimensions: 1, inputs, outputs: inputs }
  const parameters = approximation.spreadParameters(samples, [hidden.value], seed.value)
  return new Network(createArchitecture([1, hidden.value, 1]), parameters)
})

/** The network as it is now. */
export const network = computed<Network>(() => {
  const { architecture, parameters: first } = begun.value
  const now = parameters.value
  return now && now.length === first.length ? new Network(architecture, now) : begun.value
})

/** Moments that are kept; every second one goes when they are too many. */
const MOST_MOMENTS = 600

let worker: Worker | undefined

/** The points that the network has learned from since it began, as text. */
let learned = new Set<string>()

/** How often it was told to train on something else. */
let order = 0

/** Starts the worker when the room is first opened. */
export function open(): void {
  if (worker) return
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', (event) => {
    trouble.value = troubleOfWorker(event)
  })
  // A new kind of function or network begins anew; new points, noise and learning rate do not.
  effect(() => {
    source.value
    hidden.value
    seed.value
    untracked(restart)
  })
  let first = true
  effect(() => {
    points.value
    learningRate.value
    const leaked = unseenPoints.value.some((point) => learned.has(textOf(point)))
    // What has not learned anything yet begins where the points are now; what has learned from a point that is
    // to be unseen begins anew.
    if (!first) untracked(() => (history.value.at(-1)?.steps && !leaked ? send(false) : restart()))
    first = false
  })
}

/** Begins with a new network; goes on running if it ran. */
export function restart(): void {
  batch(() => {
    parameters.value = undefined
    history.value = []
    trouble.value = undefined
  })
  learned = new Set()
  send(true)
}

/** Trains on what is set now, with the network as it is. */
function send(anew: boolean): void {
  order++
  if (points.value.length === 0) {
    setter.rest()
    return
  }
  for (const point of points.value) learned.add(textOf(point))
  say({
    type: 'train',
    order,
    samples: samplesOf(points.value, view.value),
    unseen: unseenPoints.value.length > 0 ? samplesOf(unseenPoints.value, view.value) : undefined,
    hidden: hidden.value,
    learningRate: learningRate.value,
    seed: seed.value,
    parameters: network.value.parameters.slice(),
    anew,
  })
}

function hear(message: FromWorker): void {
  if (message.type === 'failed') {
    setter.stopped()
    trouble.value = message.trouble
    return
  }
  if (message.type === 'rested') {
    setter.rested(message.number)
    return
  }
  requestAnimationFrame(() => say({ type: 'seen' }))
  // Under way while something else was begun.
  if (message.order !== order) return
  batch(() => {
    parameters.value = message.parameters
    const errorOf = (loss: number) => rootMeanSquare(loss, view.value)
    const { steps, loss, unseenLoss } = message
    const moment = {
      steps,
      error: errorOf(loss),
      unseen: unseenLoss === undefined ? undefined : errorOf(unseenLoss),
    }
    const moments = history.value
    const kept = moments.length >= MOST_MOMENTS ? moments.filter((_, k) => k % 2 === 0) : moments
    history.value = [...kept, moment]
  })
}

function textOf({ x, y }: Point): string {
  return `${x} ${y}`
}

function say(message: ToWorker): void {
  worker?.postMessage(message)
}
