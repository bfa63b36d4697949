/** Work that is put off, so that it is not done more often than once in some time. */
export interface AtMost {
  /** Asks for it: at once where it was not done for long, else when the time is over. */
  ask(): void
  /** Does now what was asked for and put off. */
  flush(): void
  /** Forgets what was asked for. */
  cancel(): void
}

/**
 * Does work at most once in `pause` milliseconds, and always after it was last asked for.
 * @param work must not ask for itself
 */
export function atMostEvery(pause: number, work: () => void): AtMost {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined
  const act = () => {
    cancel()
    last = performance.now()
    work()
  }
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    ask: () => {
      const left = last + pause - performance.now()
      if (left <= 0) act()
      else timer ??= setTimeout(act, left)
    },
    flush: () => {
      if (timer !== undefined) act()
    },
    cancel,
  }
}
