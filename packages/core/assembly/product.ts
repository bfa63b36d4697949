import { PANEL, padded, panelOffset, rowBytes } from './layout'

/** out[n] ← Σ inputs[n][i] · weights[i] for i ascending, then the bias where there is one. */
export function product(
  inputs: usize, // inputRows × terms
  inputRows: i32,
  terms: i32,
  weights: usize, // weightRows × columns
  weightRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  from: i32,
  to: i32,
): void {
  for (let first = 0; first < padded(columns); first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = weights + panelOffset(weightRows, first)
    const biases: usize = weightRows > terms ? panel + <usize>terms * width : 0
    const rows = out + panelOffset(outRows, first)
    let c: usize = 0
    for (; c + 48 <= width; c += 48) three(inputs, inputRows, terms, panel + c, width, biases == 0 ? 0 : biases + c, rows + c, from, to)
    for (; c < width; c += 16) one(inputs, inputRows, terms, panel + c, width, biases == 0 ? 0 : biases + c, rows + c, from, to)
  }
}

/** 12 columns of the rows [from, to): four rows at a time, then one by one. */
function three(
  inputs: usize, inputRows: i32, terms: i32, weights: usize, width: usize, biases: usize, out: usize, from: i32, to: i32,
): void {
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases)
  const b1 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 16)
  const b2 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 32)
  let row = out + <usize>from * width
  let n = from
  for (; n + 4 <= to; n += 4) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00
    let s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00
    let w = weights
    for (let first = 0; first < terms; first += PANEL) {
      const inputWidth = rowBytes(terms, first)
      let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
      const end = x + (<usize>min(PANEL, terms - first) << 2)
      while (x < end) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
        const x1 = v128.load32_splat(x + inputWidth)
        s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(w)))
        s11 = f32x4.add(s11, f32x4.mul(x1, v128.load(w, 16)))
        s12 = f32x4.add(s12, f32x4.mul(x1, v128.load(w, 32)))
        const x2 = v128.load32_splat(x + (inputWidth << 1))
        s20 = f32x4.add(s20, f32x4.mul(x2, v128.load(w)))
        s21 = f32x4.add(s21, f32x4.mul(x2, v128.load(w, 16)))
        s22 = f32x4.add(s22, f32x4.mul(x2, v128.load(w, 32)))
        const x3 = v128.load32_splat(x + inputWidth * 3)
        s30 = f32x4.add(s30, f32x4.mul(x3, v128.load(w)))
        s31 = f32x4.add(s31, f32x4.mul(x3, v128.load(w, 16)))
        s32 = f32x4.add(s32, f32x4.mul(x3, v128.load(w, 32)))
        x += 4
        w += width
      }
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    row += width
    v128.store(row, f32x4.add(s10, b0))
    v128.store(row, f32x4.add(s11, b1), 16)
    v128.store(row, f32x4.add(s12, b2), 32)
    row += width
    v128.store(row, f32x4.add(s20, b0))
    v128.store(row, f32x4.add(s21, b1), 16)
    v128.store(row, f32x4.add(s22, b2), 32)
    row += width
    v128.store(row, f32x4.add(s30, b0))
    v128.store(row, f32x4.add(s31, b1), 16)
    v128.store(row, f32x4.add(s32, b2), 32)
    row += width
  }
  for (; n < to; n++) {
    let s00 = f32x4.splat(0), s01 = s00, s02 = s00
    let w = weights
    for (let first = 0; first < terms; first += PANEL) {
      const inputWidth = rowBytes(terms, first)
      let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
      const end = x + (<usize>min(PANEL, terms - first) << 2)
      while (x < end) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
        s01 = f32x4.add(s01, f32x4.mul(x0, v128.load(w, 16)))
        s02 = f32x4.add(s02, f32x4.mul(x0, v128.load(w, 32)))
        x += 4
        w += width
      }
    }
    v128.store(row, f32x4.add(s00, b0))
    v128.store(row, f32x4.add(s01, b1), 16)
    v128.store(row, f32x4.add(s02, b2), 32)
    row += width
  }
}

/** 4 columns of the rows [from, to): four rows at a time, then one by one. */
function one(
  inputs: usize, inputRows: i32, terms: i32, weights: usize, width: usize, biases: usize, out: usize, from: i32, to: i32,
): void {
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases)
  let row = out + <usize>from * width
  let n = from
  for (; n + 4 <= to; n += 4) {
    let s00 = f32x4.splat(0), s10 = s00, s20 = s00, s30 = s00
    let w = weights
    for (let first = 0; first < terms; first += PANEL) {
      const inputWidth = rowBytes(terms, first)
      let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
      const end = x + (<usize>min(PANEL, terms - first) << 2)
      while (x < end) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
        const x1 = v128.load32_splat(x + inputWidth)
        s10 = f32x4.add(s10, f32x4.mul(x1, v128.load(w)))
        const x2 = v128.load32_splat(x + (inputWidth << 1))
        s20 = f32x4.add(s20, f32x4.mul(x2, v128.load(w)))
        const x3 = v128.load32_splat(x + inputWidth * 3)
        s30 = f32x4.add(s30, f32x4.mul(x3, v128.load(w)))
        x += 4
        w += width
      }
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
    let w = weights
    for (let first = 0; first < terms; first += PANEL) {
      const inputWidth = rowBytes(terms, first)
      let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
      const end = x + (<usize>min(PANEL, terms - first) << 2)
      while (x < end) {
        const x0 = v128.load32_splat(x)
        s00 = f32x4.add(s00, f32x4.mul(x0, v128.load(w)))
        x += 4
        w += width
      }
    }
    v128.store(row, f32x4.add(s00, b0))
    row += width
  }
}
