import { RULE, type Update } from '../../update.js'

const { fround } = Math

/** What every gradient ends with: it is stored, or the parameter at its place steps along it (assembly/update.ts). */
export function applyUpdate(
  out: Float32Array,
  at: number,
  gradient: number,
  { words, numbers }: Update,
): void {
  out[at] = words[0] === RULE.store ? gradient : fround(out[at] - fround(numbers[1] * gradient))
}
