import { createArchitecture, Network } from '@antigrad/core'
import { batch, type ReadonlySignal, signal } from '@preact/signals'
import digitsFile from '../../rooms/digits/generated/digits.bin?url'
import { createPaceSetter, type PaceSetter } from '../../training/pace-setter.js'
import { type Trouble, troubleOfWorker } from '../../training/trouble.js'
import type { FromWorker, RunSettings, Snapshot, ToWorker } from './protocol.js'

/** Units of input, hidden layer and output. */
export const SIZES = [784, 30, 10]

/** A point of the learning curve: the end of an epoch. */
export type Moment = Omit<Snapshot, 'parameters' | 'type'>

/** The digits and one network at a time that learns to read them. Each step of the lecture has its own. */
export interface DigitsSession {
  /** Test digits to look at, once they are there. */
  readonly shown: ReadonlySignal<{ readonly images: Uint8Array; readonly labels: Uint32Array } | undefined>
  readonly network: ReadonlySignal<Network | undefined>
  readonly now: ReadonlySignal<Moment | undefined>
  /** The ends of all epochs of this run, its beginning first. */
  readonly curve: ReadonlySignal<readonly Moment[]>
  readonly trouble: ReadonlySignal<Trouble | undefined>
  readonly setter: PaceSetter
  /** Fetches the digits and begins the first run, unless that was done before. */
  open(): void
  /** Begins another run; the one before is given up. */
  begin(): void
}

export function createDigitsSession(settings: () => RunSettings): DigitsSession {
  const shown = signal<{ readonly images: Uint8Array; readonly labels: Uint32Array } | undefined>(undefined)
  const network = signal<Network | undefined>(undefined)
  const now = signal<Moment | undefined>(undefined)
  const curve = signal<readonly Moment[]>([])
  const trouble = signal<Trouble | undefined>(undefined)
  let worker: Worker | undefined
  let order = 0
  const say = (message: ToWorker) => worker?.postMessage(message)
  const setter = createPaceSetter(say)
  const architecture = createArchitecture(SIZES)

  const hear = (message: FromWorker) => {
    if (message.type === 'rested') setter.rested(message.number)
    else if (message.type === 'opened') shown.value = message
    else if (message.type === 'failed') {
      trouble.value = message.trouble
      setter.stopped()
    } else if (message.order === order) {
      const { parameters, type: _, ...moment } = message
      batch(() => {
        network.value = new Network(architecture, parameters)
        now.value = moment
        if (moment.ended) curve.value = [...curve.value, moment]
      })
    }
  }
  const begin = () => {
    setter.rest()
    order++
    batch(() => {
      curve.value = []
      trouble.value = undefined
    })
    say({ type: 'begin', settings: settings(), order })
  }
  const open = () => {
    if (worker) return
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => hear(data))
    worker.addEventListener('error', (event) => {
      trouble.value = troubleOfWorker(event)
    })
    say({ type: 'open', url: new URL(digitsFile, location.href).href })
    begin()
  }
  return { shown, network, now, curve, trouble, setter, open, begin }
}
