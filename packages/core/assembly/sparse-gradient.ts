import { clear } from './clear'
import { cellsOf, columnEndsOf, columnStartsOf } from './columns'
import { levelsOf } from './examples'
import { columnsOf, rowsOf, valuesOf } from './layout'
import { firstInput, firstUnit, lastInput, lastUnit } from './region'
import { sparseRows } from './sparse-rows'
import { rateOf, ruleOf, STORE } from './update'

/** out[i] is updated with Σ x · deltas[n] over the cells of input i. */
export function sparseGradient(examples: usize, columns: usize, deltas: usize, out: usize, update: usize): void {
  const stores = ruleOf(update) == STORE
  const factor: f32 = stores ? 1 : -rateOf(update)
  const base = valuesOf(out)
  const rows = rowsOf(out)
  if (stores) clear(base, rows, columnsOf(out), firstInput, lastInput, firstUnit, lastUnit)
  sparseRows(columnStartsOf(columns), columnEndsOf(columns), 0, cellsOf(columns), levelsOf(examples), valuesOf(deltas), rowsOf(deltas), base, rows, -1, base, rows, columnsOf(out), factor, firstInput, lastInput, firstUnit, lastUnit, 0, 0)
}
