const { fround } = Math

/** Stores a gradient (rate 0), or takes the step of stochastic gradient descent with it at once. */
export function place(out: Float32Array, at: number, gradient: number, rate: number): void {
  out[at] = rate === 0 ? gradient : fround(out[at] - fround(fround(rate) * gradient))
}
