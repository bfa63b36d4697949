import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, firstUnit, lastRow, lastUnit } from './region'

/** values and slopes ⊙ mask / (1 − p); `position` of row 0 of the minibatch in the epoch. The record: src/engine/dropout.ts. */
export function dropOut(values: usize, slopes: usize, record: usize, position: u32): void {
  const key = load<u32>(record)
  const columns = columnsOf(values)
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const begin = max(0, firstUnit - first)
    const length = <usize>(min(PANEL, padded(lastUnit) - first) - begin) << 2
    const panel = panelOffset(rowsOf(values), first) + (<usize>begin << 2)
    for (let n = firstRow; n < lastRow; n++) {
      const at = panel + <usize>n * width
      const y = valuesOf(values) + at
      dropUnits(y, y + length, valuesOf(slopes) + at, first + begin, mix(key ^ (position + <u32>n)), record)
    }
  }
}

/** Of the units of a row from `unit` on: values from byte `y` to byte `end`, their slopes from byte `s` on. */
function dropUnits(y: usize, end: usize, s: usize, unit: i32, rowKey: u32, record: usize): void {
  const threshold = load<u32>(record, 4)
  const scale = load<f32>(record, 8)
  if (WIDE) {
    for (; y + 32 <= end; y += 32, s += 32, unit += 8) {
      const factor0 = factorOf(rowKey, i32x4.add(i32x4.splat(unit), i32x4(0, 1, 2, 3)), threshold, scale)
      const factor1 = factorOf(rowKey, i32x4.add(i32x4.splat(unit), i32x4(4, 5, 6, 7)), threshold, scale)
      const y0 = f32x4.mul(v128.load(y), factor0)
      const y1 = f32x4.mul(v128.load(y, 16), factor1)
      const s0 = f32x4.mul(v128.load(s), factor0)
      const s1 = f32x4.mul(v128.load(s, 16), factor1)
      v128.store(y, y0)
      v128.store(y, y1, 16)
      v128.store(s, s0)
      v128.store(s, s1, 16)
    }
  }
  for (; y < end; y += 16, s += 16, unit += 4) {
    const factor = factorOf(rowKey, i32x4.add(i32x4.splat(unit), i32x4(0, 1, 2, 3)), threshold, scale)
    v128.store(y, f32x4.mul(v128.load(y), factor))
    v128.store(s, f32x4.mul(v128.load(s), factor))
  }
}

/** 0 for units that are left out, otherwise `scale`. */
// @ts-ignore: decorator
@inline
function factorOf(rowKey: u32, units: v128, threshold: u32, scale: f32): v128 {
  const hash = mix4(v128.xor(i32x4.splat(rowKey), units))
  return v128.andnot(f32x4.splat(scale), i32x4.lt_u(hash, i32x4.splat(threshold)))
}

/** The mixer of src/engine/dropout.ts. */
function mix(x: u32): u32 {
  x = (x ^ (x >> 16)) * 0x7feb352d
  x = (x ^ (x >> 15)) * 0x846ca68b
  return x ^ (x >> 16)
}

/** Of four words. */
// @ts-ignore: decorator
@inline
function mix4(x: v128): v128 {
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x7feb352d))
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(<i32>0x846ca68b))
  return v128.xor(x, i32x4.shr_u(x, 16))
}
