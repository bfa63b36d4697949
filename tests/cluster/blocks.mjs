// A gradient of some blocks of rows, each made from its number alone, so that no rank needs what another has.
import { additionsOf, subtreesOf } from '@antigrad/parallel/ranks'

/** [length]: floats of both signs over 2^16 in size, so that another order of adding them has other bits. */
export function blockOf(number, length) {
  const values = new Float32Array(length)
  let state = Math.imul(number + 1, 2654435761) >>> 0
  for (let k = 0; k < length; k++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    values[k] = (state / 2 ** 32 - 0.5) * 2 ** ((state >>> 8) & 15)
  }
  return values
}

/** The sum of a branch of the tree, as the rank that has it computes it: into `sum`. */
export function sumBranch({ first, width }, blocks, length, sum) {
  const numbers = Array.from({ length: Math.min(width, blocks - first) }, (_, n) => first + n)
  const parts = numbers.map((number) => blockOf(number, length))
  addAll(
    numbers.map((first) => ({ first, width: 1 })),
    parts,
  )
  sum.set(parts[0])
}

/** The whole sum, one block after another. */
export function wholeSum(rows, length) {
  const blocks = subtreesOf(0, 1, rows).reduce((sum, { width }) => sum + width, 0)
  const sum = new Float32Array(length)
  sumBranch({ first: 0, width: blocks }, blocks, length, sum)
  return sum
}

function addAll(branches, parts) {
  for (const { sum, addend } of additionsOf(branches, parts)) {
    for (let k = 0; k < sum.length; k++) sum[k] += addend[k]
  }
}
