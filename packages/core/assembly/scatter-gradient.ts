import { clear } from './clear'
import { entriesOf, levelsOf, startsOf } from './examples'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { lowerBound } from './lower-bound'
import { firstInput, firstRow, firstUnit, lastInput, lastRow, lastUnit } from './region'
import { touch } from './touch'
import { rateOf, ruleOf, STORE } from './update'

/**
 * out[i] is updated with Σ x · deltas[n] over the rows n in which input i is lit, from examples that are not sorted:
 * example after example, the sums of all inputs in memory.
 *
 * Eight registers of units at a time, so that a row's deltas stay in registers and the sums of a few hundred lit
 * inputs in the second-level cache. Sums and marks are 0 before and after. Returns nothing of use.
 */
export function scatterGradient(
  examples: usize,
  order: usize, // [rows] u32
  accumulator: usize, // its record: the addresses of sums [inputs × 32] f32, lit [inputs + 1] u32, marks [inputs] u8
  deltas: usize,
  out: usize,
  update: usize,
): u32 {
  const starts = startsOf(examples)
  const entries = entriesOf(examples)
  const levels = levelsOf(examples)
  const sums: usize = load<u32>(accumulator)
  const lit: usize = load<u32>(accumulator, 4)
  const marks: usize = load<u32>(accumulator, 8)
  const columns = columnsOf(out)
  const from = firstRow
  const to = lastRow
  const first = firstInput
  const last = lastInput
  const read = touch(starts, order, entries, from, to)
  const stores = ruleOf(update) == STORE
  if (stores) clear(valuesOf(out), rowsOf(out), columns, first, last, firstUnit, lastUnit)
  const factor: f32 = stores ? 1 : -rateOf(update)
  const count = litInputs(starts, entries, order, from, to, first, last, lit, marks)
  for (let panel = firstUnit - firstUnit % PANEL; panel < lastUnit; panel += PANEL) {
    const width = rowBytes(columns, panel)
    const d = valuesOf(deltas) + panelOffset(rowsOf(deltas), panel)
    const o = valuesOf(out) + panelOffset(rowsOf(out), panel)
    let c = <usize>max(0, firstUnit - panel) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - panel) << 2
    for (; c + 128 <= end; c += 128) eight(starts, entries, levels, order, d + c, width, o + c, factor, from, to, first, last, sums, lit, count)
    for (; c + 64 <= end; c += 64) four(starts, entries, levels, order, d + c, width, o + c, factor, from, to, first, last, sums, lit, count)
    for (; c < end; c += 16) one(starts, entries, levels, order, d + c, width, o + c, factor, from, to, first, last, sums, lit, count)
  }
  return read
}

/** Lists in `lit` the inputs of [first, last) that are lit in some row, each once. Returns how many. */
function litInputs(
  starts: usize, entries: usize, order: usize, from: i32, to: i32, first: i32, last: i32, lit: usize, marks: usize,
): i32 {
  let count = 0
  for (let n = from; n < to; n++) {
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const rest = entries + (<usize>load<u32>(at, 4) << 2)
    let e = lowerBound(entries + (<usize>load<u32>(at) << 2), rest, first)
    const end = upperEnd(e, rest, last)
    for (; e < end; e += 4) {
      // Without a branch, which would be guessed wrong: what is listed already is overwritten by the next.
      const input = load<u32>(e) >>> 8
      store<u32>(lit + (<usize>count << 2), input)
      count += 1 - <i32>load<u8>(marks + input)
      store<u8>(marks + input, 1)
    }
  }
  for (let k = 0; k < count; k++) store<u8>(marks + load<u32>(lit + (<usize>k << 2)), 0)
  return count
}

/** Where the entries of inputs below `last` end, of those in [begin, end). */
function upperEnd(begin: usize, end: usize, last: i32): usize {
  if (begin == end || load<u32>(end - 4) >>> 8 < <u32>last) return end
  return lowerBound(begin, end, last)
}

function eight(
  starts: usize, entries: usize, levels: usize, order: usize, deltas: usize, width: usize, out: usize, factor: f32,
  from: i32, to: i32, first: i32, last: i32, sums: usize, lit: usize, count: i32,
): void {
  for (let n = from; n < to; n++) {
    const row = deltas + <usize>n * width
    const d0 = v128.load(row)
    const d1 = v128.load(row, 16)
    const d2 = v128.load(row, 32)
    const d3 = v128.load(row, 48)
    const d4 = v128.load(row, 64)
    const d5 = v128.load(row, 80)
    const d6 = v128.load(row, 96)
    const d7 = v128.load(row, 112)
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const rest = entries + (<usize>load<u32>(at, 4) << 2)
    let e = lowerBound(entries + (<usize>load<u32>(at) << 2), rest, first)
    const end = upperEnd(e, rest, last)
    for (; e < end; e += 4) {
      const entry = load<u32>(e)
      const x = v128.load32_splat(levels + ((<usize>entry & 255) << 2))
      const s = sums + <usize>(entry >>> 8) * 128
      v128.store(s, f32x4.add(v128.load(s), f32x4.mul(x, d0)))
      v128.store(s, f32x4.add(v128.load(s, 16), f32x4.mul(x, d1)), 16)
      v128.store(s, f32x4.add(v128.load(s, 32), f32x4.mul(x, d2)), 32)
      v128.store(s, f32x4.add(v128.load(s, 48), f32x4.mul(x, d3)), 48)
      v128.store(s, f32x4.add(v128.load(s, 64), f32x4.mul(x, d4)), 64)
      v128.store(s, f32x4.add(v128.load(s, 80), f32x4.mul(x, d5)), 80)
      v128.store(s, f32x4.add(v128.load(s, 96), f32x4.mul(x, d6)), 96)
      v128.store(s, f32x4.add(v128.load(s, 112), f32x4.mul(x, d7)), 112)
    }
  }
  const f = f32x4.splat(factor), zero = f32x4.splat(0)
  for (let k = 0; k < count; k++) {
    const i = <usize>load<u32>(lit + (<usize>k << 2))
    const s = sums + i * 128
    const o = out + i * width
    v128.store(o, f32x4.add(v128.load(o), f32x4.mul(f, v128.load(s))))
    v128.store(o, f32x4.add(v128.load(o, 16), f32x4.mul(f, v128.load(s, 16))), 16)
    v128.store(o, f32x4.add(v128.load(o, 32), f32x4.mul(f, v128.load(s, 32))), 32)
    v128.store(o, f32x4.add(v128.load(o, 48), f32x4.mul(f, v128.load(s, 48))), 48)
    v128.store(o, f32x4.add(v128.load(o, 64), f32x4.mul(f, v128.load(s, 64))), 64)
    v128.store(o, f32x4.add(v128.load(o, 80), f32x4.mul(f, v128.load(s, 80))), 80)
    v128.store(o, f32x4.add(v128.load(o, 96), f32x4.mul(f, v128.load(s, 96))), 96)
    v128.store(o, f32x4.add(v128.load(o, 112), f32x4.mul(f, v128.load(s, 112))), 112)
    v128.store(s, zero)
    v128.store(s, zero, 16)
    v128.store(s, zero, 32)
    v128.store(s, zero, 48)
    v128.store(s, zero, 64)
    v128.store(s, zero, 80)
    v128.store(s, zero, 96)
    v128.store(s, zero, 112)
  }
}

function four(
  starts: usize, entries: usize, levels: usize, order: usize, deltas: usize, width: usize, out: usize, factor: f32,
  from: i32, to: i32, first: i32, last: i32, sums: usize, lit: usize, count: i32,
): void {
  for (let n = from; n < to; n++) {
    const row = deltas + <usize>n * width
    const d0 = v128.load(row)
    const d1 = v128.load(row, 16)
    const d2 = v128.load(row, 32)
    const d3 = v128.load(row, 48)
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const rest = entries + (<usize>load<u32>(at, 4) << 2)
    let e = lowerBound(entries + (<usize>load<u32>(at) << 2), rest, first)
    const end = upperEnd(e, rest, last)
    for (; e < end; e += 4) {
      const entry = load<u32>(e)
      const x = v128.load32_splat(levels + ((<usize>entry & 255) << 2))
      const s = sums + <usize>(entry >>> 8) * 64
      v128.store(s, f32x4.add(v128.load(s), f32x4.mul(x, d0)))
      v128.store(s, f32x4.add(v128.load(s, 16), f32x4.mul(x, d1)), 16)
      v128.store(s, f32x4.add(v128.load(s, 32), f32x4.mul(x, d2)), 32)
      v128.store(s, f32x4.add(v128.load(s, 48), f32x4.mul(x, d3)), 48)
    }
  }
  const f = f32x4.splat(factor), zero = f32x4.splat(0)
  for (let k = 0; k < count; k++) {
    const i = <usize>load<u32>(lit + (<usize>k << 2))
    const s = sums + i * 64
    const o = out + i * width
    v128.store(o, f32x4.add(v128.load(o), f32x4.mul(f, v128.load(s))))
    v128.store(o, f32x4.add(v128.load(o, 16), f32x4.mul(f, v128.load(s, 16))), 16)
    v128.store(o, f32x4.add(v128.load(o, 32), f32x4.mul(f, v128.load(s, 32))), 32)
    v128.store(o, f32x4.add(v128.load(o, 48), f32x4.mul(f, v128.load(s, 48))), 48)
    v128.store(s, zero)
    v128.store(s, zero, 16)
    v128.store(s, zero, 32)
    v128.store(s, zero, 48)
  }
}

function one(
  starts: usize, entries: usize, levels: usize, order: usize, deltas: usize, width: usize, out: usize, factor: f32,
  from: i32, to: i32, first: i32, last: i32, sums: usize, lit: usize, count: i32,
): void {
  for (let n = from; n < to; n++) {
    const row = deltas + <usize>n * width
    const d0 = v128.load(row)
    const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
    const rest = entries + (<usize>load<u32>(at, 4) << 2)
    let e = lowerBound(entries + (<usize>load<u32>(at) << 2), rest, first)
    const end = upperEnd(e, rest, last)
    for (; e < end; e += 4) {
      const entry = load<u32>(e)
      const x = v128.load32_splat(levels + ((<usize>entry & 255) << 2))
      const s = sums + <usize>(entry >>> 8) * 16
      v128.store(s, f32x4.add(v128.load(s), f32x4.mul(x, d0)))
    }
  }
  const f = f32x4.splat(factor), zero = f32x4.splat(0)
  for (let k = 0; k < count; k++) {
    const i = <usize>load<u32>(lit + (<usize>k << 2))
    const s = sums + i * 16
    const o = out + i * width
    v128.store(o, f32x4.add(v128.load(o), f32x4.mul(f, v128.load(s))))
    v128.store(s, zero)
  }
}
