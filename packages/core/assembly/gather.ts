import { PANEL, panelOffset, rowBytes } from './layout'

/** inputs[n] ← byte / 255 of the example of row n. */
export function gatherBytes(bytes: usize, order: usize, inputs: usize, inputRows: i32, columns: i32, from: i32, to: i32): void {
  const whole = f32x4.splat(255)
  for (let n = from; n < to; n++) {
    let source = bytes + <usize>load<u32>(order + (<usize>n << 2)) * <usize>columns
    for (let first = 0; first < columns; first += PANEL) {
      const width = rowBytes(columns, first)
      const row = inputs + panelOffset(inputRows, first) + <usize>n * width
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
export function gatherFloats(floats: usize, order: usize, inputs: usize, inputRows: i32, columns: i32, from: i32, to: i32): void {
  for (let n = from; n < to; n++) {
    let source = floats + ((<usize>load<u32>(order + (<usize>n << 2)) * <usize>columns) << 2)
    for (let first = 0; first < columns; first += PANEL) {
      const width = rowBytes(columns, first)
      const row = inputs + panelOffset(inputRows, first) + <usize>n * width
      const count = min(PANEL, columns - first)
      if ((count & 3) != 0) v128.store(row + width - 16, f32x4.splat(0))
      memory.copy(row, source, <usize>count << 2)
      source += <usize>count << 2
    }
  }
}
