import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { descend } from './descend'
import { firstInput, firstUnit, lastInput, lastUnit } from './region'

/** The weights of the inputs and units of the region are updated with their gradient, which is stored in a matrix of the same shape. */
export function updateWeights(weights: usize, gradient: usize, update: usize): void {
  const columns = columnsOf(weights)
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = panelOffset(rowsOf(weights), first)
    const begin = <i32>max(0, firstUnit - first)
    const end = <i32>min(PANEL, padded(lastUnit) - first)
    const w = valuesOf(weights) + panel
    const g = valuesOf(gradient) + panel
    const row = <i32>(width >> 2)
    if (begin == 0 && end == row) descend(w, g, firstInput * row, lastInput * row, update)
    else for (let i = firstInput; i < lastInput; i++) descend(w, g, i * row + begin, i * row + end, update)
  }
}
