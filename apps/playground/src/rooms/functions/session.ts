import { createArchitecture, Network } from '@antigrad/core'
import { approximation } from '@antigrad/core/lecture'
import { batch, computed, effect, signal, untracked } from '@preact/signals'
import type { FromWorker, ToWorker } from './protocol.js'
import { rootMeanSquare, samplesOf, toInput } from './scale.js'
import { hidden, learningRate, points, seed, source, view } from './settings.js'

export interface Moment {
  readonly steps: number
  /** Root mean square error over the samples, in units of y. */
  readonly error: number
}

export const running = signal(false)
export const trouble = signal<string | undefined>(undefined)
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

/** How often it was told to train on something else. */
let order = 0

/** Starts the worker when the room is first opened. */
export function open(): void {
  if (worker) return
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', ({ message }) => {
    trouble.value = message || 'worker'
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
    // What has not learned anything yet begins where the points are now.
    if (!first) untracked(() => (history.value.at(-1)?.steps ? send(false) : restart()))
    first = false
  })
}

export function run(): void {
  running.value = true
  say({ type: 'resume' })
}

export function pause(): void {
  running.value = false
  say({ type: 'pause' })
}

/** Begins with a new network; goes on running if it ran. */
export function restart(): void {
  batch(() => {
    parameters.value = undefined
    history.value = []
    trouble.value = undefined
  })
  send(true)
}

/** Trains on what is set now, with the network as it is. */
function send(anew: boolean): void {
  order++
  if (points.value.length === 0) {
    pause()
    return
  }
  say({
    type: 'train',
    order,
    samples: samplesOf(points.value, view.value),
    hidden: hidden.value,
    learningRate: learningRate.value,
    seed: seed.value,
    parameters: network.value.parameters.slice(),
    anew,
  })
}

function hear(message: FromWorker): void {
  if (message.type === 'failed') {
    running.value = false
    trouble.value = message.message
    return
  }
  requestAnimationFrame(() => say({ type: 'seen' }))
  // Under way while something else was begun.
  if (message.order !== order) return
  batch(() => {
    parameters.value = message.parameters
    const moment = { steps: message.steps, error: rootMeanSquare(message.loss, view.value) }
    const moments = history.value
    const kept = moments.length >= MOST_MOMENTS ? moments.filter((_, k) => k % 2 === 0) : moments
    history.value = [...kept, moment]
  })
}

function say(message: ToWorker): void {
  worker?.postMessage(message)
}
