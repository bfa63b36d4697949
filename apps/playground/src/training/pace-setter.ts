import { type ReadonlySignal, signal } from '@preact/signals'
import { type Going, PACES, type Pace, type PaceCommand } from './pace.js'

/** The page's side of a `Pacer`. */
export interface PaceSetter {
  /** Whether the worker trains, or is about to. */
  readonly running: ReadonlySignal<boolean>
  go(going: Going): void
  /** Another pace is chosen: a run goes on at it; a step or an epoch that is under way ends where it does. */
  changePace(pace: Pace): void
  rest(): void
  /** The worker rests, after the command of this number: the last word only if nothing was said since. */
  rested(number: number): void
  /** The worker has failed, or was given something else to train. */
  stopped(): void
}

/** @param say tells the worker */
export function createPaceSetter(say: (command: PaceCommand) => void): PaceSetter {
  const running = signal(false)
  let number = 0
  let last: Going | 'rest' = 'rest'
  const command = (going: Going | 'rest') => {
    running.value = going !== 'rest'
    last = going
    say({ type: 'pace', going, number: ++number })
  }
  return {
    running,
    go: command,
    changePace: (pace) => {
      if (running.value && PACES.some((one) => one === last)) command(pace)
    },
    rest: () => command('rest'),
    rested: (after) => {
      if (after === number) running.value = false
    },
    stopped: () => {
      running.value = false
    },
  }
}
