import { type ReadonlySignal, signal } from '@preact/signals'
import type { Going, PaceCommand } from './pace.js'

/** The page's side of a `Pacer`. */
export interface PaceSetter {
  /** Whether the worker trains, or is about to. */
  readonly running: ReadonlySignal<boolean>
  go(going: Going): void
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
  const command = (going: Going | 'rest') => {
    running.value = going !== 'rest'
    say({ type: 'pace', going, number: ++number })
  }
  return {
    running,
    go: command,
    rest: () => command('rest'),
    rested: (last) => {
      if (last === number) running.value = false
    },
    stopped: () => {
      running.value = false
    },
  }
}
