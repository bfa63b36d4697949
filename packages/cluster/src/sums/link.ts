/** Messages of 32-bit words: floats of a gradient, or whole numbers. */
export type Words = Float32Array | Int32Array

/** What a rank sends others and gets from them, one message after another: all that sums and gathers need. */
export interface Link {
  readonly rank: number
  readonly ranks: number
  /**
   * Sends words to rank `to` and, at the same time, receives from rank `from`. What is empty is neither sent nor awaited.
   * Both have to agree how long a message is; messages from one rank to another arrive in their order.
   */
  exchange(sent: Words, to: number, received: Words, from: number): void
}
