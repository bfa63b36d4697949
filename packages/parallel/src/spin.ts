/** Loads of a word between two looks at the clock: some microseconds. */
const LOADS = 400

/** Spins while a word holds `value`, for so many milliseconds at most. */
export function spin(words: Int32Array, word: number, value: number, most: number): void {
  for (let end = 0; Atomics.load(words, word) === value; ) {
    for (let load = 0; load < LOADS && Atomics.load(words, word) === value; load++);
    const now = performance.now()
    if (end === 0) end = now + most
    else if (now >= end) return
  }
}
