/**
 * The coefficients ≥ 0 that minimize Σ (Σⱼ cⱼ fᵢⱼ − tᵢ)² wᵢ. There are few features: every subset of them is
 * solved, and the best whose coefficients are not negative is taken.
 * @param features [points][features], at most a handful of features
 * @param targets [points]
 * @param weights [points], of squares
 */
export function fitNonNegative(
  features: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
): number[] {
  const count = features[0].length
  let best = new Array<number>(count).fill(0)
  let least = errorOf(best)
  for (let subset = 1; subset < 2 ** count; subset++) {
    const chosen = Array.from({ length: count }, (_, j) => j).filter((j) => subset & (2 ** j))
    const solved = solveNormal(chosen)
    if (!solved?.every((value) => value >= 0)) continue
    const candidate = best.map((_, j) => (chosen.includes(j) ? solved[chosen.indexOf(j)] : 0))
    const error = errorOf(candidate)
    if (error < least) {
      best = candidate
      least = error
    }
  }
  return best

  function errorOf(coefficients: readonly number[]): number {
    return features.reduce((sum, row, i) => {
      const predicted = row.reduce((value, f, j) => value + f * coefficients[j], 0)
      return sum + weights[i] * (predicted - targets[i]) ** 2
    }, 0)
  }

  function solveNormal(chosen: readonly number[]): number[] | undefined {
    const dot = (value: (i: number) => number): number =>
      features.reduce((sum, _, i) => sum + weights[i] * value(i), 0)
    const matrix = chosen.map((j) => chosen.map((k) => dot((i) => features[i][j] * features[i][k])))
    return solve(
      matrix,
      chosen.map((j) => dot((i) => features[i][j] * targets[i])),
    )
  }
}

/** Gauss–Jordan with pivoting; undefined where the features say the same. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | undefined {
  const size = right.length
  // Scaled to a diagonal of ones, so that "singular" means the same for microseconds and megabytes.
  const scale = matrix.map((row, i) => 1 / Math.sqrt(row[i]))
  if (!scale.every(Number.isFinite)) return undefined
  const rows = matrix.map((row, i) => [...row.map((v, j) => v * scale[i] * scale[j]), right[i] * scale[i]])
  for (let column = 0; column < size; column++) {
    let pivot = column
    for (let i = column; i < size; i++)
      if (Math.abs(rows[i][column]) > Math.abs(rows[pivot][column])) pivot = i
    if (Math.abs(rows[pivot][column]) < 1e-9) return undefined
    const swapped = rows[column]
    rows[column] = rows[pivot]
    rows[pivot] = swapped
    for (let i = 0; i < size; i++) {
      if (i === column) continue
      const times = rows[i][column] / rows[column][column]
      for (let j = column; j <= size; j++) rows[i][j] -= times * rows[column][j]
    }
  }
  return rows.map((row, i) => (row[size] / row[i]) * scale[i])
}
