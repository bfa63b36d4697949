/** rate · factorⁿ, factor by factor: engines differ in the last bits of `Math.pow`. */
export function decayed(rate: number, factor: number, times: number): number {
  let decayed = rate
  // Once it is 0, or where the factor is 1, nothing changes it.
  for (let n = 0; n < times && decayed * factor !== decayed; n++) decayed *= factor
  return decayed
}
