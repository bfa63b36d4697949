import { oneOf } from '../state/codec.js'

/** How fast a run goes on until it is paused: slow enough to watch, or as fast as makes sense. */
export const PACES = ['slow', 'fast'] as const
export type Pace = (typeof PACES)[number]

/** How the address has it. */
export const paceCodec = oneOf(PACES)

/** How a run goes on: at a pace, or for one step or what is left of the epoch. */
export type Going = Pace | 'step' | 'epoch'

/** What the page tells a worker that trains. */
export interface PaceCommand {
  readonly type: 'pace'
  readonly going: Going | 'rest'
  /** Counts them, so that a worker that rests can say after which. */
  readonly number: number
}
