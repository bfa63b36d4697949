import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { atMostEvery } from './at-most.js'

/**
 * A signal that follows another, but changes at most once in `pause` milliseconds: for what takes long to draw.
 * It always comes to what the other is at last.
 */
export function slowly<T>(source: ReadonlySignal<T>, pause: number): ReadonlySignal<T> {
  const followed = signal(source.peek())
  const follow = atMostEvery(pause, () => {
    followed.value = source.peek()
  })
  effect(() => {
    source.value
    follow.ask()
  })
  return followed
}
