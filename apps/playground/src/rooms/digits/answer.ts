/** The digit that is read: that of the largest output. */
export function answerOf(z: Float32Array): number {
  return z.indexOf(z.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY))
}
