import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, firstUnit, lastRow, lastUnit } from './region'

/** values and slopes ⊙ mask / (1 − p); `position` of row 0 of the minibatch in the epoch. The record: src/engine/dropout.ts. */
export function dropOut(values: usize, slopes: usize, record: usize, position: u32): void {
  const key = load<u32>(record)
  const threshold = i32x4.splat(load<u32>(record, 4))
  const scale = f32x4.splat(load<f32>(record, 8))
  const columns = columnsOf(values)
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const begin = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    const panel = panelOffset(rowsOf(values), first)
    for (let n = firstRow; n < lastRow; n++) {
      const rowKey = i32x4.splat(mix(key ^ (position + <u32>n)))
      const y = valuesOf(values) + panel + <usize>n * width
      const s = valuesOf(slopes) + panel + <usize>n * width
      let unit = i32x4.add(i32x4(0, 1, 2, 3), i32x4.splat(first + <i32>(begin >> 2)))
      for (let at = begin; at < end; at += 16) {
        const hash = mix4(v128.xor(rowKey, unit))
        const factor = v128.andnot(scale, i32x4.lt_u(hash, threshold))
        v128.store(y + at, f32x4.mul(v128.load(y + at), factor))
        v128.store(s + at, f32x4.mul(v128.load(s + at), factor))
        unit = i32x4.add(unit, i32x4.splat(4))
      }
    }
  }
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
