import { denseOf } from './examples'
import { columnsOf, PANEL, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** inputs[n] ← byte / 255 of the example of row n. */
export function gatherBytes(examples: usize, order: usize, inputs: usize): void {
  const bytes = denseOf(examples)
  const values = valuesOf(inputs)
  const inputRows = rowsOf(inputs)
  const columns = columnsOf(inputs)
  const whole = f32x4.splat(255)
  for (let n = firstRow; n < lastRow; n++) {
    let source = bytes + <usize>load<u32>(order + (<usize>n << 2)) * <usize>columns
    for (let first = 0; first < columns; first += PANEL) {
      const width = rowBytes(columns, first)
      const row = values + panelOffset(inputRows, first) + <usize>n * width
      const count = min(PANEL, columns - first)
      let i = 0
      for (; i + 4 <= count; i += 4) {
        const four = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(source + i)))
        v128.store(row + (<usize>i << 2), f32x4.div(f32x4.convert_i32x4_u(four), whole))
      }
      if (i < count) v128.store(row + (<usize>i << 2), f32x4.splat(0))
      for (; i < count; i++) store<f32>(row + (<usize>i << 2), <f32>load<u8>(source + i) / 255)
      source += count
    }
  }
}

/** inputs[n] ← the float32 example of row n. */
export function gatherFloats(examples: usize, order: usize, inputs: usize): void {
  const floats = denseOf(examples)
  const values = valuesOf(inputs)
  const inputRows = rowsOf(inputs)
  const columns = columnsOf(inputs)
  for (let n = firstRow; n < lastRow; n++) {
    let source = floats + ((<usize>load<u32>(order + (<usize>n << 2)) * <usize>columns) << 2)
    for (let first = 0; first < columns; first += PANEL) {
      const width = rowBytes(columns, first)
      const row = values + panelOffset(inputRows, first) + <usize>n * width
      const count = min(PANEL, columns - first)
      if ((count & 3) != 0) v128.store(row + width - 16, f32x4.splat(0))
      memory.copy(row, source, <usize>count << 2)
      source += <usize>count << 2
    }
  }
}
