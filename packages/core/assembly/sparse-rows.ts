import { row, sort, value } from './entry'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstUnit, lastUnit } from './region'

// What the next tile computes: globals of the instance, as those of region.ts.

/** [rows] u32 each: where the entries of a row begin and end, and which row of entries each has (0: its own). */
let starts: usize = 0
let ends: usize = 0
let order: usize = 0
/** [entries + 1] u32: index · 256 + byte. */
let entries: usize = 0
/** Rows [from, to). */
let from: i32 = 0
let to: i32 = 0
/** [256] f32: what each byte stands for. */
let levels: usize = 0
let factor: f32 = 0
/** Where the columns of a tile begin in each matrix; from a row of `base` to the next, 0 where all rows have one. */
let matrix: usize = 0
let base: usize = 0
let baseStep: usize = 0
let out: usize = 0
/** Bytes of a row of the panel. */
let width: usize = 0
/** Where a tile that sorts writes each entry: [matrix rows] u32, and cells. */
let sortEnds: usize = 0
let sortCells: usize = 0
/** Inputs of a block where a tile goes through the inputs in blocks, otherwise 0; and how many blocks of them there are. */
let blockInputs: u32 = 0
let blocks: u32 = 0
/** [rows] u32 from row `from` on: where the entries of each row begin that no block has summed yet. [64] f32: zeros. */
let cursors: usize = 0
let zeros: usize = 0
/** Entries of the block of the next tile are below it. */
let limit: u32 = 0
/** What the sums of a row begin with in a block; from a row of it to the next. */
let initial: usize = 0
let initialStep: usize = 0

/** Which entries the next `sparseRows` goes through. */
export function setRows(rowStarts: usize, rowEnds: usize, rowOrder: usize, rowEntries: usize, first: i32, last: i32): void {
  starts = rowStarts
  ends = rowEnds
  order = rowOrder
  entries = rowEntries
  from = first
  to = last
}

/** That the next `sparseRows` also writes each entry behind the cells of its index. */
export function setCells(cellEnds: usize, cells: usize): void {
  sortEnds = cellEnds
  sortCells = cells
}

/**
 * That the next `sparseRows` goes through the inputs in `count` blocks of so many, all rows in each, so that the factors of
 * a block stay in the cache. Needs one row of `bases` for all rows, entries ascending, and a scale of 1.
 */
export function setBlocks(inputs: u32, count: u32, rowCursors: usize, zeroRow: usize): void {
  blockInputs = inputs
  blocks = count
  cursors = rowCursors
  zeros = zeroRow
}

/**
 * out[r] ← base[r] + factor · Σ value · factors[index] over the entries of row r, for the units of the region; base[r] is
 * `baseRow` for all rows where that is not negative.
 *
 * The product, where the entries of an example meet rows of weights, and the gradient of a sorted minibatch, where
 * the entries of an input meet rows of deltas, are this. Where there are cells, the first tile that can sorts on the way
 * (in a panel of 64 columns or 32). Returns whether there was one.
 */
export function sparseRows(valueLevels: usize, factors: usize, bases: usize, baseRow: i32, results: usize, scale: f32): bool {
  let sorts = sortCells != 0
  levels = valueLevels
  factor = scale
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    width = rowBytes(columnsOf(results), first)
    baseStep = baseRow < 0 ? width : 0
    const begin = <usize>max(0, firstUnit - first) << 2
    matrix = valuesOf(factors) + panelOffset(rowsOf(factors), first) + begin
    base = valuesOf(bases) + panelOffset(rowsOf(bases), first) + begin + (baseRow < 0 ? 0 : <usize>baseRow * width)
    out = valuesOf(results) + panelOffset(rowsOf(results), first) + begin
    let left = <i32>min(PANEL, padded(lastUnit) - first) - <i32>(begin >> 2)
    while (left > 0) {
      const columns = widestTile(left)
      const sortsHere = sorts && columns >= 32 && (width == 256 || width == 128)
      if (WIDE && columns == 64 && blocks > 1) blocks64(sortsHere)
      else if (columns == 64) { if (sortsHere) sorting64(); else tile64() }
      else if (columns == 32 && width == 256) { if (sortsHere) sorting32of64(); else tile32of64() }
      else if (columns == 32 && width == 128) { if (sortsHere) sorting32(); else tile32() }
      else if (columns == 32) tile32ofAny()
      else if (columns == 24) tile24()
      else if (columns == 16) tile16()
      else tile4()
      if (sortsHere) sorts = false
      left -= columns
      matrix += <usize>columns << 2
      base += <usize>columns << 2
      out += <usize>columns << 2
    }
  }
  const sorted = sortCells != 0 && !sorts
  sortCells = 0
  blocks = 0
  return sorted
}

/**
 * The tile of 64 columns, block after block: between two the sums of a row lie in `out`. A block adds zeros in place of the
 * base, which changes no sum: one that began with +0 is never −0.
 */
function blocks64(sorts: bool): void {
  const last = base
  for (let r = from; r < to; r++) {
    const own = <usize>load<u32>(order + (<usize>r << 2)) << 2
    store<u32>(cursors + (<usize>(r - from) << 2), <u32>entries + (load<u32>(starts + own) << 2))
  }
  initial = zeros
  initialStep = 0
  base = zeros
  for (let block: u32 = 1; block <= blocks; block++) {
    limit = block < blocks ? (block * blockInputs) << 8 : u32.MAX_VALUE
    if (block == blocks) base = last
    if (sorts) sortingBlock64()
    else block64()
    initial = out
    initialStep = 256
  }
  memory.fill(cursors, 0, <usize>(to - from) << 2)
}

/** Columns of the widest tile of which some fill so many, or fill most of them. */
// @ts-ignore: decorator
@inline
function widestTile(left: i32): i32 {
  if (WIDE && left == 64) return 64
  if (left % 24 == 0) return 24
  return left >= 32 ? 32 : left >= 16 ? 16 : 4
}

function tile64(): void { tile(16, 256, false, false) }
function sorting64(): void { tile(16, 256, true, false) }
function block64(): void { tile(16, 256, false, true) }
function sortingBlock64(): void { tile(16, 256, true, true) }
function tile32of64(): void { tile(8, 256, false, false) }
function sorting32of64(): void { tile(8, 256, true, false) }
function tile32(): void { tile(8, 128, false, false) }
function sorting32(): void { tile(8, 128, true, false) }
function tile32ofAny(): void { tile(8, width, false, false) }
function tile24(): void { tile(6, width, false, false) }
function tile16(): void { tile(4, width, false, false) }
function tile4(): void { tile(1, width, false, false) }

// @ts-ignore: decorator
@inline
function plus(sum: v128, x: v128, factors: v128): v128 {
  return f32x4.add(sum, f32x4.mul(x, factors))
}

/**
 * All rows for N × 4 columns, N registers of sums: 16, 8, 6, 4 or 1. With a number for the bytes of a panel's row nothing
 * is multiplied, nor fetched, to find a row.
 *
 * The next entry is read before the current one is multiplied, and the loop over rows is inside, so that nothing but
 * multiplying and adding is left between two rows. Four entries a turn, because the engine looks in every turn whether it
 * is asked to stop; one where it packs, unless there is something else to do for each entry: the end of a row comes more
 * often unforeseen than that look costs. Sixteen sums are eight registers where the engine packs two into one. Where it does not, it reads a
 * basic block's factors before it multiplies, and what does not fit sixteen registers travels through memory: eight sums
 * fit where a branch that is never taken (no entry lies at so low an address) cuts the work of an entry in two blocks; each
 * has a number of its own, or the engine would know. See docs/decisions/0009-sixteen-registers.md.
 */
// @ts-ignore: decorator
@inline
function tile(N: i32, stride: usize, SORTS: bool, BLOCK: bool): void {
  const values = levels, panel = matrix, step = baseStep, cellEnds = sortEnds, cells = sortCells
  const begins = starts, finishes = ends, which = order, all = entries
  const below = limit, next = cursors, firstStep = initialStep, scale = factor
  const skip = !BLOCK && base == out && step != 0
  let at = base + <usize>from * step
  let result = out + <usize>from * stride
  let begin = initial + <usize>from * firstStep
  let cursor = next
  for (let r = from, last = to; r < last; r++) {
    const own = <usize>(which == 0 ? r : load<u32>(which + (<usize>r << 2))) << 2
    let e = BLOCK ? <usize>load<u32>(cursor) : all + (<usize>load<u32>(begins + own) << 2)
    const end = all + (<usize>load<u32>(finishes + own) << 2)
    if (e < end || !skip) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
      let s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0
      if (BLOCK) {
        s0 = v128.load(begin); s1 = v128.load(begin, 16); s2 = v128.load(begin, 32); s3 = v128.load(begin, 48)
        s4 = v128.load(begin, 64); s5 = v128.load(begin, 80); s6 = v128.load(begin, 96); s7 = v128.load(begin, 112)
        s8 = v128.load(begin, 128); s9 = v128.load(begin, 144); s10 = v128.load(begin, 160); s11 = v128.load(begin, 176)
        s12 = v128.load(begin, 192); s13 = v128.load(begin, 208); s14 = v128.load(begin, 224); s15 = v128.load(begin, 240)
      }
      let entry = load<u32>(e)
      if (N >= 8 && (!WIDE || SORTS || BLOCK)) while (e + 12 < end && (!BLOCK || load<u32>(e, 12) < below)) {
        let x = value(values, entry)
        let m = row(panel, stride, entry)
        if (SORTS) sort(cellEnds, cells, r, entry)
        entry = load<u32>(e, 4)
        s0 = plus(s0, x, v128.load(m))
        if (N > 1) { s1 = plus(s1, x, v128.load(m, 16)); s2 = plus(s2, x, v128.load(m, 32)); s3 = plus(s3, x, v128.load(m, 48)) }
        if (!WIDE && N == 8 && e == 0) break
        if (N > 4) { s4 = plus(s4, x, v128.load(m, 64)); s5 = plus(s5, x, v128.load(m, 80)) }
        if (N > 6) { s6 = plus(s6, x, v128.load(m, 96)); s7 = plus(s7, x, v128.load(m, 112)) }
        if (N > 8) {
          s8 = plus(s8, x, v128.load(m, 128)); s9 = plus(s9, x, v128.load(m, 144)); s10 = plus(s10, x, v128.load(m, 160)); s11 = plus(s11, x, v128.load(m, 176))
          s12 = plus(s12, x, v128.load(m, 192)); s13 = plus(s13, x, v128.load(m, 208)); s14 = plus(s14, x, v128.load(m, 224)); s15 = plus(s15, x, v128.load(m, 240))
        }
        if (!WIDE && e == 1) break
        x = value(values, entry)
        m = row(panel, stride, entry)
        if (SORTS) sort(cellEnds, cells, r, entry)
        entry = load<u32>(e, 8)
        s0 = plus(s0, x, v128.load(m))
        if (N > 1) { s1 = plus(s1, x, v128.load(m, 16)); s2 = plus(s2, x, v128.load(m, 32)); s3 = plus(s3, x, v128.load(m, 48)) }
        if (!WIDE && N == 8 && e == 2) break
        if (N > 4) { s4 = plus(s4, x, v128.load(m, 64)); s5 = plus(s5, x, v128.load(m, 80)) }
        if (N > 6) { s6 = plus(s6, x, v128.load(m, 96)); s7 = plus(s7, x, v128.load(m, 112)) }
        if (N > 8) {
          s8 = plus(s8, x, v128.load(m, 128)); s9 = plus(s9, x, v128.load(m, 144)); s10 = plus(s10, x, v128.load(m, 160)); s11 = plus(s11, x, v128.load(m, 176))
          s12 = plus(s12, x, v128.load(m, 192)); s13 = plus(s13, x, v128.load(m, 208)); s14 = plus(s14, x, v128.load(m, 224)); s15 = plus(s15, x, v128.load(m, 240))
        }
        if (!WIDE && e == 3) break
        x = value(values, entry)
        m = row(panel, stride, entry)
        if (SORTS) sort(cellEnds, cells, r, entry)
        entry = load<u32>(e, 12)
        s0 = plus(s0, x, v128.load(m))
        if (N > 1) { s1 = plus(s1, x, v128.load(m, 16)); s2 = plus(s2, x, v128.load(m, 32)); s3 = plus(s3, x, v128.load(m, 48)) }
        if (!WIDE && N == 8 && e == 4) break
        if (N > 4) { s4 = plus(s4, x, v128.load(m, 64)); s5 = plus(s5, x, v128.load(m, 80)) }
        if (N > 6) { s6 = plus(s6, x, v128.load(m, 96)); s7 = plus(s7, x, v128.load(m, 112)) }
        if (N > 8) {
          s8 = plus(s8, x, v128.load(m, 128)); s9 = plus(s9, x, v128.load(m, 144)); s10 = plus(s10, x, v128.load(m, 160)); s11 = plus(s11, x, v128.load(m, 176))
          s12 = plus(s12, x, v128.load(m, 192)); s13 = plus(s13, x, v128.load(m, 208)); s14 = plus(s14, x, v128.load(m, 224)); s15 = plus(s15, x, v128.load(m, 240))
        }
        if (!WIDE && e == 5) break
        x = value(values, entry)
        m = row(panel, stride, entry)
        if (SORTS) sort(cellEnds, cells, r, entry)
        entry = load<u32>(e, 16)
        s0 = plus(s0, x, v128.load(m))
        if (N > 1) { s1 = plus(s1, x, v128.load(m, 16)); s2 = plus(s2, x, v128.load(m, 32)); s3 = plus(s3, x, v128.load(m, 48)) }
        if (!WIDE && N == 8 && e == 6) break
        if (N > 4) { s4 = plus(s4, x, v128.load(m, 64)); s5 = plus(s5, x, v128.load(m, 80)) }
        if (N > 6) { s6 = plus(s6, x, v128.load(m, 96)); s7 = plus(s7, x, v128.load(m, 112)) }
        if (N > 8) {
          s8 = plus(s8, x, v128.load(m, 128)); s9 = plus(s9, x, v128.load(m, 144)); s10 = plus(s10, x, v128.load(m, 160)); s11 = plus(s11, x, v128.load(m, 176))
          s12 = plus(s12, x, v128.load(m, 192)); s13 = plus(s13, x, v128.load(m, 208)); s14 = plus(s14, x, v128.load(m, 224)); s15 = plus(s15, x, v128.load(m, 240))
        }
        e += 16
      }
      while (e < end && (!BLOCK || entry < below)) {
        const x = value(values, entry)
        const m = row(panel, stride, entry)
        if (SORTS) sort(cellEnds, cells, r, entry)
        e += 4
        entry = load<u32>(e)
        s0 = plus(s0, x, v128.load(m))
        if (N > 1) { s1 = plus(s1, x, v128.load(m, 16)); s2 = plus(s2, x, v128.load(m, 32)); s3 = plus(s3, x, v128.load(m, 48)) }
        if (!WIDE && N == 8 && e == 0) break
        if (N > 4) { s4 = plus(s4, x, v128.load(m, 64)); s5 = plus(s5, x, v128.load(m, 80)) }
        if (N > 6) { s6 = plus(s6, x, v128.load(m, 96)); s7 = plus(s7, x, v128.load(m, 112)) }
        if (N > 8) {
          s8 = plus(s8, x, v128.load(m, 128)); s9 = plus(s9, x, v128.load(m, 144)); s10 = plus(s10, x, v128.load(m, 160)); s11 = plus(s11, x, v128.load(m, 176))
          s12 = plus(s12, x, v128.load(m, 192)); s13 = plus(s13, x, v128.load(m, 208)); s14 = plus(s14, x, v128.load(m, 224)); s15 = plus(s15, x, v128.load(m, 240))
        }
      }
      const f = f32x4.splat(scale)
      // All loads of a pair before its stores, each with its offset in the instruction, or the engine does not pack it.
      if (N == 1) v128.store(result, plus(v128.load(at), f, s0))
      else {
        const b0 = v128.load(at), b1 = v128.load(at, 16), b2 = v128.load(at, 32), b3 = v128.load(at, 48)
        v128.store(result, plus(b0, f, s0)); v128.store(result, plus(b1, f, s1), 16)
        v128.store(result, plus(b2, f, s2), 32); v128.store(result, plus(b3, f, s3), 48)
      }
      if (N == 6) {
        const b4 = v128.load(at, 64), b5 = v128.load(at, 80)
        v128.store(result, plus(b4, f, s4), 64); v128.store(result, plus(b5, f, s5), 80)
      }
      if (N > 6) {
        const b4 = v128.load(at, 64), b5 = v128.load(at, 80), b6 = v128.load(at, 96), b7 = v128.load(at, 112)
        v128.store(result, plus(b4, f, s4), 64); v128.store(result, plus(b5, f, s5), 80)
        v128.store(result, plus(b6, f, s6), 96); v128.store(result, plus(b7, f, s7), 112)
      }
      if (N > 8) {
        const b8 = v128.load(at, 128), b9 = v128.load(at, 144), b10 = v128.load(at, 160), b11 = v128.load(at, 176)
        v128.store(result, plus(b8, f, s8), 128); v128.store(result, plus(b9, f, s9), 144)
        v128.store(result, plus(b10, f, s10), 160); v128.store(result, plus(b11, f, s11), 176)
        const b12 = v128.load(at, 192), b13 = v128.load(at, 208), b14 = v128.load(at, 224), b15 = v128.load(at, 240)
        v128.store(result, plus(b12, f, s12), 192); v128.store(result, plus(b13, f, s13), 208)
        v128.store(result, plus(b14, f, s14), 224); v128.store(result, plus(b15, f, s15), 240)
      }
    }
    if (BLOCK) {
      store<u32>(cursor, <u32>e)
      cursor += 4
      begin += firstStep
    }
    at += step
    result += stride
  }
}
