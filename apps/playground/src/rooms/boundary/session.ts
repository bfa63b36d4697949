import { Network } from '@antigrad/core'
import { batch, computed, effect, signal, untracked } from '@preact/signals'
import { weightsHash } from '../../training/hash.js'
import { createPaceSetter } from '../../training/pace-setter.js'
import { type Trouble, troubleOfWorker } from '../../training/trouble.js'
import type { FromWorker, Moment, Snapshot, ToWorker } from './protocol.js'
import { splitPoints } from './run-settings.js'
import { classes, MOST_STEPS, ownPoints, runSettings, set, steps } from './settings.js'

/** What makes it go and rest. */
export const setter = createPaceSetter(say)

export const trouble = signal<Trouble | undefined>(undefined)
export const snapshot = signal<Snapshot | undefined>(undefined)
/** How the losses fell: thinned out as it grows. */
export const history = signal<readonly Moment[]>([])
/** The name of the weights; undefined while they change, or where the browser computes none. */
export const hash = computed(() => (named.value?.of === snapshot.value ? named.value?.hash : undefined))

const named = signal<{ readonly of: Snapshot; readonly hash: string | undefined } | undefined>(undefined)

/** Whether there is anything to learn from. */
export const hasPoints = computed(() => set.value !== 'own' || ownPoints.value.length > 0)

/** Whether the test is made with points that the network never sees. */
export const isTested = computed(() => set.value !== 'own' || splitPoints(ownPoints.value).test.length > 0)

/** The network as it begins. */
const begun = computed(() => {
  const { hidden, activation, head, seed } = runSettings.value
  const activations = hidden.map(() => activation)
  return Network.create([2, ...hidden, classes.value], seed, { activations, head })
})

export const architecture = computed(() => begun.value.architecture)

/** The parameters of the network as it is now. */
export const parameters = computed(() => {
  const now = snapshot.value?.parameters
  return now?.length === begun.value.parameters.length ? now : begun.value.parameters
})

/** Moments that are kept; every second one goes when they are too many. */
const MOST_MOMENTS = 500

let worker: Worker | undefined

/** How often it was told to begin. */
let order = 0

/** The steps in the address as they were put there or followed; others are asked for by the browser. */
let knownSteps = steps.peek()

/** Starts the worker when the room is first opened. */
export function open(): void {
  if (worker) return
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
  worker.addEventListener('error', (event) => {
    trouble.value = troubleOfWorker(event)
  })
  begin(steps.value)
  let before = JSON.stringify(runSettings.value)
  effect(() => {
    const now = JSON.stringify(runSettings.value)
    if (now !== before) untracked(restart)
    before = now
  })
  // An address may ask for steps of the network that is set already.
  effect(() => {
    const wanted = steps.value
    if (wanted !== knownSteps) untracked(() => begin(wanted))
  })
}

/** Begins with a new network; goes on running if it ran. */
export function restart(): void {
  begin(0)
}

function begin(at: number): void {
  order++
  batch(() => {
    trouble.value = undefined
    history.value = []
    snapshot.value = undefined
    keepSteps(at)
  })
  if (hasPoints.value) say({ type: 'begin', order, settings: runSettings.value, steps: at })
  else setter.rest()
}

function hear(message: FromWorker): void {
  if (message.type === 'rested') setter.rested(message.number)
  else if (message.order !== order) {
    // Under way while something else was begun.
    if (message.type === 'snapshot') say({ type: 'seen' })
    return
  } else if (message.type === 'failed') {
    setter.stopped()
    trouble.value = message.trouble
  } else {
    requestAnimationFrame(() => say({ type: 'seen' }))
    const moments = history.value
    batch(() => {
      snapshot.value = message.snapshot
      const kept = moments.length < MOST_MOMENTS ? moments : moments.filter((_, n) => n % 2 === 0)
      const { parameters, ...now } = message.snapshot
      history.value = [...kept, ...message.before, now]
    })
  }
  if (!setter.running.value) atRest()
}

/** Names the weights, and keeps their steps in the address. */
async function atRest(): Promise<void> {
  const now = snapshot.value
  if (!now) return
  keepSteps(now.steps)
  const hash = await weightsHash(new Network(architecture.value, parameters.value))
  // Names may come in another order than they were asked for.
  if (snapshot.value === now) named.value = { of: now, hash }
}

/** Keeps steps in the address, where it may ask for so many. */
function keepSteps(taken: number): void {
  knownSteps = taken <= MOST_STEPS ? taken : 0
  steps.value = knownSteps
}

function say(message: ToWorker): void {
  worker?.postMessage(message)
}
