const { fround } = Math

/** `Kernels.descend`: parameters[k] ← parameters[k] − rate · gradient[k]. */
export function descend(
  parameters: Float32Array,
  gradient: Float32Array,
  first: number,
  last: number,
  rate: number,
): void {
  for (let k = first; k < last; k++)
    parameters[k] = fround(parameters[k] - fround(fround(rate) * gradient[k]))
}
