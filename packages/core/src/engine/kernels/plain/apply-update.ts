import { RULE, type Update, WORD } from '../../update.js'

const { fround } = Math

/** What every gradient ends with: it is stored, or the parameter at its place steps along it (assembly/apply-update.ts). */
export function applyUpdate(
  out: Float32Array,
  at: number,
  gradient: number,
  { words, numbers }: Update,
): void {
  out[at] =
    words[WORD.rule] === RULE.store ? gradient : fround(out[at] - fround(numbers[WORD.rate] * gradient))
}
