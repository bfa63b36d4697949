import { createArchitecture, type Evaluation, evaluate, Network } from '@antigrad/core'
import type { Ailment } from '@antigrad/core/internal'
import { digitsOf } from '@antigrad/data'
import { batch, computed, effect, signal } from '@preact/signals'
import { atMostEvery } from '../../state/at-most.js'
import type { Going } from '../../training/pace.js'
import { createPaceSetter } from '../../training/pace-setter.js'
import { type Trouble, troubleOfWorker } from '../../training/trouble.js'
import digitsFile from './generated/digits.bin?url'
import type { LabelledImages } from './packed.js'
import type { FromWorker, Progress, RunSettings, ToWorker } from './protocol.js'
import { hidden, mostThreads, runSettings, seed, threads } from './settings.js'

/** What an epoch was like. */
export interface Epoch {
  readonly epoch: number
  readonly loss: number
  /** On what was learned from, as training met it. */
  readonly trainAccuracy: number
  readonly testAccuracy: number
  readonly ailments: readonly Ailment[]
  readonly hash: string | undefined
}

/** `begun`: a run that has not come to its end; whether it trains or rests, its `setter` knows. */
export type State = 'opening' | 'ready' | 'begun' | 'finished' | 'loaded'

/** What makes a run go and rest. */
export const setter = createPaceSetter(say)

/** Where the room is. */
export const state = signal<State>('opening')
export const progress = signal<Progress | undefined>(undefined)
export const history = signal<readonly Epoch[]>([])
/** With what the run on the page was begun. */
export const ran = signal<RunSettings | undefined>(undefined)
export const trouble = signal<Trouble | undefined>(undefined)
/** The file that the network was loaded from. */
export const loadedFrom = signal<string | undefined>(undefined)

/** The digits of the split that the seed makes: all for the test, and some to learn from. */
export const digits = signal<{ readonly test: LabelledImages; readonly some: LabelledImages } | undefined>(
  undefined,
)

const loadedNetwork = signal<Network | undefined>(undefined)

/** The network that reads: as trained or loaded, or as it would begin. */
export const network = computed<Network>(() => {
  if (loadedNetwork.value) return loadedNetwork.value
  const now = progress.value
  return now
    ? new Network(createArchitecture(now.sizes), now.parameters)
    : Network.create([784, hidden.value, 10], seed.value)
})

/** How well it reads the test digits: as the run last said; a network from a file is asked here. */
export const evaluation = computed<Evaluation | undefined>(() => {
  const test = digits.value?.test
  if (!loadedNetwork.value) return progress.value?.evaluation
  return test && evaluate(loadedNetwork.value, digitsOf(test.features, test.labels))
})

let worker: Worker | undefined

/** Starts the worker and fetches the digits, when the room is first opened. */
export function open(): void {
  if (worker) return
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', (event) => {
    trouble.value = troubleOfWorker(event)
  })
  say({ type: 'open', url: new URL(digitsFile, location.href).href })
  effect(() => say({ type: 'show', seed: seed.value }))
}

/** Goes on with the run that is begun; otherwise begins one. */
export function go(going: Going): void {
  if (state.value !== 'begun') {
    forget()
    ran.value = runSettings.value
    state.value = 'begun'
    say({ type: 'start', settings: runSettings.value, threads: Math.min(threads.value, mostThreads) })
  }
  setter.go(going)
}

/** Puts a network of the user's in the place of the trained one. */
export function load(found: Network, file: string): void {
  say({ type: 'stop' })
  forget()
  loadedNetwork.value = found
  loadedFrom.value = file
  state.value = 'loaded'
}

/** Milliseconds between two drawings of the room: of the largest networks each takes as long as a frame. */
const PAUSE = 60

/** What the run has told since the room was drawn. Small epochs end more often than a screen shows frames. */
let heard: Progress | undefined
let ended: readonly Epoch[] = []

const drawing = atMostEvery(PAUSE, () => {
  batch(() => {
    if (heard) progress.value = heard
    history.value = [...history.value, ...ended]
  })
  ended = []
  requestAnimationFrame(() => say({ type: 'seen' }))
})

function forget(): void {
  drawing.cancel()
  heard = undefined
  ended = []
  progress.value = undefined
  history.value = []
  trouble.value = undefined
  loadedNetwork.value = undefined
  loadedFrom.value = undefined
  ran.value = undefined
  setter.stopped()
}

// A run shown beside settings that it was not made with would mislead.
effect(() => {
  const wanted = JSON.stringify(runSettings.value)
  if (ran.peek() && JSON.stringify(ran.peek()) !== wanted) {
    say({ type: 'stop' })
    forget()
    state.value = 'ready'
  }
})

function hear(message: FromWorker): void {
  if (message.type === 'digits') {
    if (message.seed === seed.value) digits.value = message
    if (state.value === 'opening') state.value = 'ready'
  } else if (message.type === 'failed') {
    drawing.flush()
    trouble.value = message.trouble
    setter.stopped()
    if (state.value !== 'opening') state.value = 'ready'
  } else if (!ran.value) {
    // Of a run that was given up.
  } else if (message.type === 'rested') {
    drawing.flush()
    setter.rested(message.number)
  } else if (message.type === 'finished') {
    drawing.flush()
    state.value = 'finished'
  } else {
    heard = message.progress
    if (message.type === 'epoch') {
      const { epoch, loss, accuracy, ailments, hash } = message
      const testAccuracy = message.progress.evaluation.accuracy
      ended = [...ended, { epoch, loss, trainAccuracy: accuracy, testAccuracy, ailments, hash }]
    }
    drawing.ask()
  }
}

function say(message: ToWorker): void {
  worker?.postMessage(message)
}
