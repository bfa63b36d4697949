import { effect, type ReadonlySignal, signal } from '@preact/signals'

/**
 * A signal that follows another, but changes at most once in `pause` milliseconds: for what takes long to draw.
 * It always comes to what the other is at last.
 */
export function slowly<T>(source: ReadonlySignal<T>, pause: number): ReadonlySignal<T> {
  const followed = signal(source.peek())
  let waiting = false
  const follow = () => {
    waiting = followed.peek() !== source.peek()
    if (!waiting) return
    followed.value = source.peek()
    setTimeout(follow, pause)
  }
  effect(() => {
    source.value
    if (!waiting) follow()
  })
  return followed
}
