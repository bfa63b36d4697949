import { row, value } from './entry'
import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { eightOf32, eightOf64, eightOfAny, sortingEightOf32, sortingEightOf64 } from './sparse-eight'

/**
 * out[r] ← base[r] + factor · Σ value · matrix[index] over the entries (index · 256 + byte) of row r.
 *
 * The product, where the entries of an example meet rows of weights, and the gradient of a sorted minibatch, where
 * the entries of an input meet rows of deltas, are this. The next entry is read before the current one is multiplied, and
 * the loop over rows is inside, so that nothing but multiplying and adding is left between two rows.
 *
 * Six registers of sums, not twelve: the engine reads a basic block's weights before it multiplies, and what does
 * not fit sixteen registers then travels through memory. Eight fit where a branch that is never taken (no entry lies at
 * so low an address) cuts the work of an entry in two blocks; each has a number of its own, or the engine would know. Four
 * entries a turn, because the engine looks in every turn whether it is asked to stop. See
 * docs/decisions/0009-sixteen-registers.md.
 *
 * Where there are `sortCells`, the first tile of eight, in a panel of 64 columns or 32, also writes each entry behind the
 * cells of its input. Returns whether there was such a tile.
 */
export function sparseRows(
  starts: usize, // [rows] u32, in entries
  ends: usize, // [rows] u32
  order: usize, // [rows] u32: which row of entries each r has; 0: its own
  entries: usize, // [entries + 1] u32
  levels: usize, // [256] f32
  matrix: usize, // matrixRows × columns
  matrixRows: i32,
  base: usize, // one row for all (baseRow ≥ 0), or outRows × columns
  baseRows: i32,
  baseRow: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  factor: f32,
  from: i32,
  to: i32,
  firstUnit: i32,
  lastUnit: i32,
  sortEnds: usize, // [matrixRows] u32, or 0
  sortCells: usize, // cells u32, or 0
): bool {
  let sorts = sortCells != 0
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = matrix + panelOffset(matrixRows, first)
    const baseStep: usize = baseRow < 0 ? width : 0
    const basePanel = base + panelOffset(baseRows, first) + (baseRow < 0 ? 0 : <usize>baseRow * width)
    const outPanel = out + panelOffset(outRows, first)
    let c = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    const sixes = (end - c) % 96 == 0
    for (; c + 128 <= end && !sixes; c += 128) {
      if (sorts && width == 256) {
        sortingEightOf64(starts, ends, order, entries, levels, panel + c, basePanel + c, baseStep, outPanel + c, factor, from, to, sortEnds, sortCells)
        sorts = false
      } else if (sorts && width == 128) {
        sortingEightOf32(starts, ends, order, entries, levels, panel + c, basePanel + c, baseStep, outPanel + c, factor, from, to, sortEnds, sortCells)
        sorts = false
      } else if (width == 256) eightOf64(starts, ends, order, entries, levels, panel + c, basePanel + c, baseStep, outPanel + c, factor, from, to)
      else if (width == 128) eightOf32(starts, ends, order, entries, levels, panel + c, basePanel + c, baseStep, outPanel + c, factor, from, to)
      else eightOfAny(starts, ends, order, entries, levels, panel + c, width, basePanel + c, baseStep, outPanel + c, factor, from, to)
    }
    for (; c + 96 <= end; c += 96) six(starts, ends, order, entries, levels, panel + c, width, basePanel + c, baseStep, outPanel + c, factor, from, to)
    for (; c + 64 <= end; c += 64) four(starts, ends, order, entries, levels, panel + c, width, basePanel + c, baseStep, outPanel + c, factor, from, to)
    for (; c < end; c += 16) one(starts, ends, order, entries, levels, panel + c, width, basePanel + c, baseStep, outPanel + c, factor, from, to)
  }
  return sortCells != 0 && !sorts
}

function six(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize, width: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  const skip = base == out && baseStep != 0
  base += <usize>from * baseStep
  out += <usize>from * width
  for (let r = from; r < to; r++) {
    const at = <usize>(order == 0 ? r : load<u32>(order + (<usize>r << 2))) << 2
    let e = entries + (<usize>load<u32>(starts + at) << 2)
    const end = entries + (<usize>load<u32>(ends + at) << 2)
    if (e < end || !skip) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0
      let entry = load<u32>(e)
      while (e < end) {
        const x = value(levels, entry)
        const m = row(matrix, width, entry)
        e += 4
        entry = load<u32>(e)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
      }
      const f = f32x4.splat(factor)
      v128.store(out, f32x4.add(v128.load(base), f32x4.mul(f, s0)))
      v128.store(out, f32x4.add(v128.load(base, 16), f32x4.mul(f, s1)), 16)
      v128.store(out, f32x4.add(v128.load(base, 32), f32x4.mul(f, s2)), 32)
      v128.store(out, f32x4.add(v128.load(base, 48), f32x4.mul(f, s3)), 48)
      v128.store(out, f32x4.add(v128.load(base, 64), f32x4.mul(f, s4)), 64)
      v128.store(out, f32x4.add(v128.load(base, 80), f32x4.mul(f, s5)), 80)
    }
    base += baseStep
    out += width
  }
}

function four(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize, width: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  const skip = base == out && baseStep != 0
  base += <usize>from * baseStep
  out += <usize>from * width
  for (let r = from; r < to; r++) {
    const at = <usize>(order == 0 ? r : load<u32>(order + (<usize>r << 2))) << 2
    let e = entries + (<usize>load<u32>(starts + at) << 2)
    const end = entries + (<usize>load<u32>(ends + at) << 2)
    if (e < end || !skip) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
      let entry = load<u32>(e)
      while (e < end) {
        const x = value(levels, entry)
        const m = row(matrix, width, entry)
        e += 4
        entry = load<u32>(e)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
      }
      const f = f32x4.splat(factor)
      v128.store(out, f32x4.add(v128.load(base), f32x4.mul(f, s0)))
      v128.store(out, f32x4.add(v128.load(base, 16), f32x4.mul(f, s1)), 16)
      v128.store(out, f32x4.add(v128.load(base, 32), f32x4.mul(f, s2)), 32)
      v128.store(out, f32x4.add(v128.load(base, 48), f32x4.mul(f, s3)), 48)
    }
    base += baseStep
    out += width
  }
}

function one(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize, width: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  const skip = base == out && baseStep != 0
  base += <usize>from * baseStep
  out += <usize>from * width
  for (let r = from; r < to; r++) {
    const at = <usize>(order == 0 ? r : load<u32>(order + (<usize>r << 2))) << 2
    let e = entries + (<usize>load<u32>(starts + at) << 2)
    const end = entries + (<usize>load<u32>(ends + at) << 2)
    if (e < end || !skip) {
      let s0 = f32x4.splat(0)
      let entry = load<u32>(e)
      while (e < end) {
        const x = value(levels, entry)
        const m = row(matrix, width, entry)
        e += 4
        entry = load<u32>(e)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
      }
      const f = f32x4.splat(factor)
      v128.store(out, f32x4.add(v128.load(base), f32x4.mul(f, s0)))
    }
    base += baseStep
    out += width
  }
}
