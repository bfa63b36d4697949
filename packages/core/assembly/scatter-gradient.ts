import { clear } from './clear'
import { value } from './entry'
import { entriesOf, levelsOf, startsOf } from './examples'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { lowerBound } from './lower-bound'
import { firstInput, firstRow, firstUnit, lastInput, lastRow, lastUnit } from './region'
import { touch } from './touch'
import { rateOf, ruleOf, STORE } from './apply-update'

// What the next tile computes: globals of the instance, as those of region.ts.
let starts: usize = 0
let entries: usize = 0
let levels: usize = 0
let order: usize = 0
/** [inputs × N registers] f32. */
let sums: usize = 0
/** The inputs that are lit in some row, and how many. */
let lit: usize = 0
let count: i32 = 0
let factor: f32 = 0
/** Where the columns of the tile begin; bytes of a row of their panel. */
let delta: usize = 0
let result: usize = 0
let width: usize = 0

/**
 * out[i] is updated with Σ x · deltas[n] over the rows n in which input i is lit, from examples that are not sorted:
 * example after example, the sums of all inputs in memory.
 *
 * Eight registers of units at a time, so that a row's deltas stay in registers and the sums of a few hundred lit
 * inputs in the second-level cache. Sums and marks are 0 before and after. Returns nothing of use.
 */
export function scatterGradient(
  examples: usize,
  minibatch: usize, // [rows] u32
  accumulator: usize, // its record: the addresses of sums [inputs × 32] f32, lit [inputs + 1] u32, marks [inputs] u8
  deltas: usize,
  out: usize,
  update: usize,
): u32 {
  starts = startsOf(examples)
  entries = entriesOf(examples)
  levels = levelsOf(examples)
  order = minibatch
  sums = load<u32>(accumulator)
  lit = load<u32>(accumulator, 4)
  const read = touch(starts, order, entries, firstRow, lastRow)
  const stores = ruleOf(update) == STORE
  if (stores) clear(valuesOf(out), rowsOf(out), columnsOf(out), firstInput, lastInput, firstUnit, lastUnit)
  factor = stores ? 1 : -rateOf(update)
  count = litInputs(load<u32>(accumulator, 8))
  for (let panel = firstUnit - firstUnit % PANEL; panel < lastUnit; panel += PANEL) {
    width = rowBytes(columnsOf(out), panel)
    const begin = max(0, firstUnit - panel)
    delta = valuesOf(deltas) + panelOffset(rowsOf(deltas), panel) + (<usize>begin << 2)
    result = valuesOf(out) + panelOffset(rowsOf(out), panel) + (<usize>begin << 2)
    for (let left = min(PANEL, padded(lastUnit) - panel) - begin; left > 0;) {
      const columns = left >= 32 ? 32 : left >= 16 ? 16 : 4
      if (columns == 32) tile32()
      else if (columns == 16) tile16()
      else tile4()
      left -= columns
      delta += <usize>columns << 2
      result += <usize>columns << 2
    }
  }
  return read
}

/** Where the entries of row `n` begin, of the inputs of the region. */
function entriesFrom(n: i32): usize {
  const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
  return lowerBound(entries + (<usize>load<u32>(at) << 2), entries + (<usize>load<u32>(at, 4) << 2), firstInput)
}

/** Where those from `begin` end. */
function entriesTo(n: i32, begin: usize): usize {
  const at = starts + (<usize>load<u32>(order + (<usize>n << 2)) << 2)
  const end = entries + (<usize>load<u32>(at, 4) << 2)
  if (begin == end || load<u32>(end - 4) >>> 8 < <u32>lastInput) return end
  return lowerBound(begin, end, lastInput)
}

/** Lists in `lit` the inputs of the region that are lit in some row, each once. Returns how many. */
function litInputs(marks: usize): i32 {
  const list = lit
  let found = 0
  for (let n = firstRow; n < lastRow; n++) {
    let e = entriesFrom(n)
    for (const end = entriesTo(n, e); e < end; e += 4) {
      // Without a branch, which would be guessed wrong: what is listed already is overwritten by the next.
      const input = load<u32>(e) >>> 8
      store<u32>(list + (<usize>found << 2), input)
      found += 1 - <i32>load<u8>(marks + input)
      store<u8>(marks + input, 1)
    }
  }
  for (let k = 0; k < found; k++) store<u8>(marks + load<u32>(list + (<usize>k << 2)), 0)
  return found
}

function tile32(): void { tile(8) }
function tile16(): void { tile(4) }
function tile4(): void { tile(1) }

/** Adds products to N registers in memory; all loads before all stores, or the engine does not pack them. */
// @ts-ignore: decorator
@inline
function add(N: i32, at: usize, x: v128, d0: v128, d1: v128, d2: v128, d3: v128, d4: v128, d5: v128, d6: v128, d7: v128): void {
  if (N == 1) v128.store(at, f32x4.add(v128.load(at), f32x4.mul(x, d0)))
  if (N > 1) {
    const s0 = v128.load(at), s1 = v128.load(at, 16), s2 = v128.load(at, 32), s3 = v128.load(at, 48)
    v128.store(at, f32x4.add(s0, f32x4.mul(x, d0))); v128.store(at, f32x4.add(s1, f32x4.mul(x, d1)), 16)
    v128.store(at, f32x4.add(s2, f32x4.mul(x, d2)), 32); v128.store(at, f32x4.add(s3, f32x4.mul(x, d3)), 48)
  }
  if (N > 4) {
    const s4 = v128.load(at, 64), s5 = v128.load(at, 80), s6 = v128.load(at, 96), s7 = v128.load(at, 112)
    v128.store(at, f32x4.add(s4, f32x4.mul(x, d4)), 64); v128.store(at, f32x4.add(s5, f32x4.mul(x, d5)), 80)
    v128.store(at, f32x4.add(s6, f32x4.mul(x, d6)), 96); v128.store(at, f32x4.add(s7, f32x4.mul(x, d7)), 112)
  }
}

/** All rows and inputs for N × 4 columns, N registers of a row's deltas: 8, 4 or 1. */
// @ts-ignore: decorator
@inline
function tile(N: i32): void {
  const values = levels, accumulated = sums
  for (let n = firstRow, last = lastRow; n < last; n++) {
    const row = delta + <usize>n * width
    let d0 = v128.load(row), d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0, d6 = d0, d7 = d0
    if (N > 1) { d1 = v128.load(row, 16); d2 = v128.load(row, 32); d3 = v128.load(row, 48) }
    if (N > 4) { d4 = v128.load(row, 64); d5 = v128.load(row, 80); d6 = v128.load(row, 96); d7 = v128.load(row, 112) }
    let e = entriesFrom(n)
    for (const end = entriesTo(n, e); e < end; e += 4) {
      const entry = load<u32>(e)
      const x = value(values, entry)
      const sum = accumulated + <usize>(entry >>> 8) * (N * 16)
      add(N, sum, x, d0, d1, d2, d3, d4, d5, d6, d7)
    }
  }
  const f = f32x4.splat(factor), zero = f32x4.splat(0), out = result, stride = width
  for (let k = 0, last = count; k < last; k++) {
    const i = <usize>load<u32>(lit + (<usize>k << 2))
    const sum = accumulated + i * (N * 16)
    const at = out + i * stride
    let s0 = v128.load(sum), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
    if (N > 1) { s1 = v128.load(sum, 16); s2 = v128.load(sum, 32); s3 = v128.load(sum, 48) }
    if (N > 4) { s4 = v128.load(sum, 64); s5 = v128.load(sum, 80); s6 = v128.load(sum, 96); s7 = v128.load(sum, 112) }
    add(N, at, f, s0, s1, s2, s3, s4, s5, s6, s7)
    v128.store(sum, zero)
    if (N > 1) { v128.store(sum, zero, 16); v128.store(sum, zero, 32); v128.store(sum, zero, 48) }
    if (N > 4) { v128.store(sum, zero, 64); v128.store(sum, zero, 80); v128.store(sum, zero, 96); v128.store(sum, zero, 112) }
  }
}
