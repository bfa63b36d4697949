import { signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import { number, oneOf } from '../../state/codec.js'
import { type Pace, paceCodec } from '../../training/pace.js'
import type { RunSettings } from '../digits/protocol.js'
import { createDigitsSession, type Moment } from '../digits/session.js'

const PAGE = '5-training'

export const BATCHES = ['1', '10', '100', '1000'] as const
export const MOMENTA = ['0', '0.5', '0.9'] as const

export const batchSize = setting<(typeof BATCHES)[number]>(PAGE, 'batch', oneOf(BATCHES), '10')
export const learningRate = setting(PAGE, 'rate', number(0.01, 30), 3)
export const momentum = setting<(typeof MOMENTA)[number]>(PAGE, 'momentum', oneOf(MOMENTA), '0')
export const pace = setting<Pace>(PAGE, 'pace', paceCodec, 'slow')

const settingsNow = (): RunSettings => ({
  batchSize: Number(batchSize.value),
  learningRate: learningRate.value,
  momentum: Number(momentum.value),
})

export const session = createDigitsSession(settingsNow)

/** A run that was ended, to compare with. */
export interface EndedRun {
  readonly settings: RunSettings
  readonly curve: readonly Moment[]
}

/** How many runs stay in sight. */
const KEPT = 4

export const earlier = signal<readonly EndedRun[]>([])

/** What the run that is under way was begun with. */
export const current = signal<RunSettings>(settingsNow())

/** Begins again with the settings as they are now; the run before stays to be compared with. */
export function startOver(): void {
  if (session.curve.value.length > 1) {
    const ended = { settings: current.value, curve: session.curve.value }
    earlier.value = [...earlier.value, ended].slice(-KEPT)
  }
  current.value = settingsNow()
  session.begin()
}

export function forget(): void {
  earlier.value = []
}
