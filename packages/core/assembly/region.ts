// What the next kernel computes (Region in src/engine/kernels/kernels.ts). They are globals of the instance, of which every
// thread has its own: no other sees them, and no kernel takes six numbers more.

/** Rows of the minibatch: [firstRow, lastRow). */
export let firstRow: i32 = 0
export let lastRow: i32 = 0
/** Inputs of the layer. */
export let firstInput: i32 = 0
export let lastInput: i32 = 0
/** Units of the layer. */
export let firstUnit: i32 = 0
export let lastUnit: i32 = 0

export function setUnits(first: i32, last: i32): void {
  firstUnit = first
  lastUnit = last
}

export function setRegion(rowsFirst: i32, rowsLast: i32, inputsFirst: i32, inputsLast: i32, unitsFirst: i32, unitsLast: i32): void {
  firstRow = rowsFirst
  lastRow = rowsLast
  firstInput = inputsFirst
  lastInput = inputsLast
  firstUnit = unitsFirst
  lastUnit = unitsLast
}
