import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstInput, firstRow, lastInput, lastRow } from './region'

/**
 * out[n] ← Σ inputs[n][i] · weights[i] over the inputs i, ascending, then, after the last one,
 * the bias where there is one.
 *
 * The engine reads all that a turn of the inner loop takes before it multiplies. So a tile is as large as sums
 * and operands together fit sixteen registers: 2 rows × 4 registers, not 4 × 3. And the inputs are taken a
 * panel at a time, so that the weights they meet, 64 rows, stay in the first-level cache for all rows n.
 */
export function product(inputs: usize, weights: usize, out: usize): void {
  const inputRows = rowsOf(inputs)
  const inputColumns = columnsOf(inputs)
  const weightRows = rowsOf(weights)
  const columns = columnsOf(out)
  const from = firstRow
  const to = lastRow
  const last = lastInput
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = valuesOf(weights) + panelOffset(weightRows, first)
    const rows = valuesOf(out) + panelOffset(rowsOf(out), first)
    for (let term = firstInput; term < last; ) {
      const inPanel = term % PANEL
      const count = min(PANEL - inPanel, last - term)
      const x = valuesOf(inputs) + panelOffset(inputRows, term - inPanel) + (<usize>inPanel << 2)
      const inputWidth = rowBytes(inputColumns, term - inPanel)
      const w = panel + <usize>term * width
      const biases: usize = term + count == inputColumns && weightRows > inputColumns ? w + <usize>count * width : 0
      const continued = term != firstInput
      let c: usize = 0
      for (; c + 64 <= width; c += 64) four(x, inputWidth, count, w + c, width, continued, biases == 0 ? 0 : biases + c, rows + c, from, to)
      for (; c + 48 <= width; c += 48) three(x, inputWidth, count, w + c, width, continued, biases == 0 ? 0 : biases + c, rows + c, from, to)
      for (; c < width; c += 16) one(x, inputWidth, count, w + c, width, continued, biases == 0 ? 0 : biases + c, rows + c, from, to)
      term += count
    }
  }
}

/** 16 columns of the rows [from, to): two rows at a time, then one by one. */
function four(
  inputs: usize, inputWidth: usize, count: i32, weights: usize, width: usize, continued: bool, biases: usize, out: usize,
  from: i32, to: i32,
): void {
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases)
  const b1 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 16)
  const b2 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 32)
  const b3 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 48)
  let row = out + <usize>from * width
  let n = from
  for (; n + 2 <= to; n += 2) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00
    if (continued) {
      s00 = v128.load(row)
      s01 = v128.load(row, 16)
      s02 = v128.load(row, 32)
      s03 = v128.load(row, 48)
      s10 = v128.load(row + width)
      s11 = v128.load(row + width, 16)
      s12 = v128.load(row + width, 32)
      s13 = v128.load(row + width, 48)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
      s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
      s03 = f32x4.add(s03, f32x4.mul(x0, v128.load(w, 48)))
      const x1 = v128.load32_splat(x + inputWidth)
      s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(w)))
      s11 = f32x4.add(s11, f32x4.mul(x1, v128.load(w, 16)))
      s12 = f32x4.add(s12, f32x4.mul(x1, v128.load(w, 32)))
      s13 = f32x4.add(s13, f32x4.mul(x1, v128.load(w, 48)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    v128.store(row, f32x4.add(s03, b3), 48)
    row += width
    v128.store(row, f32x4.add(s10, b0))
    v128.store(row, f32x4.add(s11, b1), 16)
    v128.store(row, f32x4.add(s12, b2), 32)
    v128.store(row, f32x4.add(s13, b3), 48)
    row += width
  }
  for (; n < to; n++) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s03 = s00
    if (continued) {
      s00 = v128.load(row)
      s01 = v128.load(row, 16)
      s02 = v128.load(row, 32)
      s03 = v128.load(row, 48)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
      s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
      s03 = f32x4.add(s03, f32x4.mul(x0, v128.load(w, 48)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    v128.store(row, f32x4.add(s03, b3), 48)
    row += width
  }
}

/** 12 columns of the rows [from, to): two rows at a time, then one by one. */
function three(
  inputs: usize, inputWidth: usize, count: i32, weights: usize, width: usize, continued: bool, biases: usize, out: usize,
  from: i32, to: i32,
): void {
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases)
  const b1 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 16)
  const b2 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 32)
  let row = out + <usize>from * width
  let n = from
  for (; n + 2 <= to; n += 2) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00
    if (continued) {
      s00 = v128.load(row)
      s01 = v128.load(row, 16)
      s02 = v128.load(row, 32)
      s10 = v128.load(row + width)
      s11 = v128.load(row + width, 16)
      s12 = v128.load(row + width, 32)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
      s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
      const x1 = v128.load32_splat(x + inputWidth)
      s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(w)))
      s11 = f32x4.add(s11, f32x4.mul(x1, v128.load(w, 16)))
      s12 = f32x4.add(s12, f32x4.mul(x1, v128.load(w, 32)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    row += width
    v128.store(row, f32x4.add(s10, b0))
    v128.store(row, f32x4.add(s11, b1), 16)
    v128.store(row, f32x4.add(s12, b2), 32)
    row += width
  }
  for (; n < to; n++) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00
    if (continued) {
      s00 = v128.load(row)
      s01 = v128.load(row, 16)
      s02 = v128.load(row, 32)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
      s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    row += width
  }
}

/** 4 columns of the rows [from, to): four rows at a time, then one by one. */
function one(
  inputs: usize, inputWidth: usize, count: i32, weights: usize, width: usize, continued: bool, biases: usize, out: usize,
  from: i32, to: i32,
): void {
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases)
  let row = out + <usize>from * width
  let n = from
  for (; n + 4 <= to; n += 4) {
    let s00 = f32x4.splat(0), s10 = s00, s20 = s00, s30 = s00
    if (continued) {
      s00 = v128.load(row)
      s10 = v128.load(row + width)
      s20 = v128.load(row + width * 2)
      s30 = v128.load(row + width * 3)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      const x1 = v128.load32_splat(x + inputWidth)
      s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(w)))
      const x2 = v128.load32_splat(x + inputWidth * 2)
      s20 = f32x4.add(s20, f32x4.mul(x2, v128.load(w)))
      const x3 = v128.load32_splat(x + inputWidth * 3)
      s30 = f32x4.add(s30, f32x4.mul(x3, v128.load(w)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    row += width
    v128.store(row, f32x4.add(s10, b0))
    row += width
    v128.store(row, f32x4.add(s20, b0))
    row += width
    v128.store(row, f32x4.add(s30, b0))
    row += width
  }
  for (; n < to; n++) {
    let s00 = f32x4.splat(0)
    if (continued) {
      s00 = v128.load(row)
    }
    let x = inputs + <usize>n * inputWidth
    const end = x + (<usize>count << 2)
    for (let w = weights; x < end; w += width) {
      const x0 = v128.load32_splat(x)
      s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
      x += 4
    }
    v128.store(row, f32x4.add(s00, b0))
    row += width
  }
}
