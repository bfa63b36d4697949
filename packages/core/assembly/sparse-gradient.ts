import { clear } from './clear'
import { cellsOf, columnEndsOf, columnStartsOf } from './columns'
import { levelsOf } from './examples'
import { columnsOf, rowsOf, valuesOf } from './layout'
import { firstInput, firstUnit, lastInput, lastUnit } from './region'
import { setCells, setRows, sparseRows } from './sparse-rows'
import { rateOf, ruleOf, STORE } from './apply-update'

/** out[i] is updated with Σ x · deltas[n] over the cells of input i. */
export function sparseGradient(examples: usize, columns: usize, deltas: usize, out: usize, update: usize): void {
  const stores = ruleOf(update) == STORE
  if (stores) clear(valuesOf(out), rowsOf(out), columnsOf(out), firstInput, lastInput, firstUnit, lastUnit)
  setRows(columnStartsOf(columns), columnEndsOf(columns), 0, cellsOf(columns), firstInput, lastInput)
  setCells(0, 0)
  sparseRows(levelsOf(examples), deltas, out, -1, out, stores ? 1 : -rateOf(update))
}
