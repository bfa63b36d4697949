import { row, sort, value } from './entry'

// A tile of sparseRows: eight registers of sums. With a number for the width of a panel, of 64 columns or 32, nothing is
// multiplied, nor the width fetched, to find a row. The sorting ones also write each entry to the cells of its input.

export function eightOf64(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  eight(starts, ends, order, entries, levels, matrix, 256, base, baseStep, out, factor, from, to, false, 0, 0)
}

export function eightOf32(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  eight(starts, ends, order, entries, levels, matrix, 128, base, baseStep, out, factor, from, to, false, 0, 0)
}

export function eightOfAny(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize, width: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32,
): void {
  eight(starts, ends, order, entries, levels, matrix, width, base, baseStep, out, factor, from, to, false, 0, 0)
}

export function sortingEightOf64(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32, sortEnds: usize, sortCells: usize,
): void {
  eight(starts, ends, order, entries, levels, matrix, 256, base, baseStep, out, factor, from, to, true, sortEnds, sortCells)
}

export function sortingEightOf32(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32, sortEnds: usize, sortCells: usize,
): void {
  eight(starts, ends, order, entries, levels, matrix, 128, base, baseStep, out, factor, from, to, true, sortEnds, sortCells)
}

// @ts-ignore: decorator
@inline
function eight(
  starts: usize, ends: usize, order: usize, entries: usize, levels: usize, matrix: usize, width: usize,
  base: usize, baseStep: usize, out: usize, factor: f32, from: i32, to: i32, sorts: bool, sortEnds: usize, sortCells: usize,
): void {
  const skip = base == out && baseStep != 0
  base += <usize>from * baseStep
  out += <usize>from * width
  for (let r = from; r < to; r++) {
    const at = <usize>(order == 0 ? r : load<u32>(order + (<usize>r << 2))) << 2
    let e = entries + (<usize>load<u32>(starts + at) << 2)
    const end = entries + (<usize>load<u32>(ends + at) << 2)
    if (e < end || !skip) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0
      let entry = load<u32>(e)
      while (e + 12 < end) {
        let x = value(levels, entry)
        let m = row(matrix, width, entry)
        if (sorts) sort(sortEnds, sortCells, r, entry)
        entry = load<u32>(e, 4)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        if (e == 0) break
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
        s6 = f32x4.add(s6, f32x4.mul(x, v128.load(m, 96)))
        s7 = f32x4.add(s7, f32x4.mul(x, v128.load(m, 112)))
        if (e == 1) break
        x = value(levels, entry)
        m = row(matrix, width, entry)
        if (sorts) sort(sortEnds, sortCells, r, entry)
        entry = load<u32>(e, 8)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        if (e == 2) break
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
        s6 = f32x4.add(s6, f32x4.mul(x, v128.load(m, 96)))
        s7 = f32x4.add(s7, f32x4.mul(x, v128.load(m, 112)))
        if (e == 3) break
        x = value(levels, entry)
        m = row(matrix, width, entry)
        if (sorts) sort(sortEnds, sortCells, r, entry)
        entry = load<u32>(e, 12)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        if (e == 4) break
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
        s6 = f32x4.add(s6, f32x4.mul(x, v128.load(m, 96)))
        s7 = f32x4.add(s7, f32x4.mul(x, v128.load(m, 112)))
        if (e == 5) break
        x = value(levels, entry)
        m = row(matrix, width, entry)
        if (sorts) sort(sortEnds, sortCells, r, entry)
        entry = load<u32>(e, 16)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        if (e == 6) break
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
        s6 = f32x4.add(s6, f32x4.mul(x, v128.load(m, 96)))
        s7 = f32x4.add(s7, f32x4.mul(x, v128.load(m, 112)))
        e += 16
      }
      while (e < end) {
        const x = value(levels, entry)
        const m = row(matrix, width, entry)
        if (sorts) sort(sortEnds, sortCells, r, entry)
        e += 4
        entry = load<u32>(e)
        s0 = f32x4.add(s0, f32x4.mul(x, v128.load(m)))
        s1 = f32x4.add(s1, f32x4.mul(x, v128.load(m, 16)))
        s2 = f32x4.add(s2, f32x4.mul(x, v128.load(m, 32)))
        s3 = f32x4.add(s3, f32x4.mul(x, v128.load(m, 48)))
        if (e == 0) break
        s4 = f32x4.add(s4, f32x4.mul(x, v128.load(m, 64)))
        s5 = f32x4.add(s5, f32x4.mul(x, v128.load(m, 80)))
        s6 = f32x4.add(s6, f32x4.mul(x, v128.load(m, 96)))
        s7 = f32x4.add(s7, f32x4.mul(x, v128.load(m, 112)))
      }
      const f = f32x4.splat(factor)
      v128.store(out, f32x4.add(v128.load(base), f32x4.mul(f, s0)))
      v128.store(out, f32x4.add(v128.load(base, 16), f32x4.mul(f, s1)), 16)
      v128.store(out, f32x4.add(v128.load(base, 32), f32x4.mul(f, s2)), 32)
      v128.store(out, f32x4.add(v128.load(base, 48), f32x4.mul(f, s3)), 48)
      v128.store(out, f32x4.add(v128.load(base, 64), f32x4.mul(f, s4)), 64)
      v128.store(out, f32x4.add(v128.load(base, 80), f32x4.mul(f, s5)), 80)
      v128.store(out, f32x4.add(v128.load(base, 96), f32x4.mul(f, s6)), 96)
      v128.store(out, f32x4.add(v128.load(base, 112), f32x4.mul(f, s7)), 112)
    }
    base += baseStep
    out += width
  }
}
