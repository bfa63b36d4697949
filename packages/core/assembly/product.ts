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
    let column: usize = 0
    for (; column + 48 <= width; column += 48) {
      const bias: usize = biases == 0 ? 0 : biases + column
      let n = from
      for (; n + 4 <= to; n += 4) tile4x3(inputs, inputRows, terms, n, panel + column, width, bias, rows + <usize>n * width + column)
      for (; n < to; n++) tile1x3(inputs, inputRows, terms, n, panel + column, width, bias, rows + <usize>n * width + column)
    }
    for (; column < width; column += 16) {
      const bias: usize = biases == 0 ? 0 : biases + column
      let n = from
      for (; n + 4 <= to; n += 4) tile4x1(inputs, inputRows, terms, n, panel + column, width, bias, rows + <usize>n * width + column)
      for (; n < to; n++) tile1x1(inputs, inputRows, terms, n, panel + column, width, bias, rows + <usize>n * width + column)
    }
  }
}

function tile4x3(inputs: usize, inputRows: i32, terms: i32, n: i32, weights: usize, width: usize, biases: usize, out: usize): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00, s10 = s00, s11 = s00, s12 = s00
  let s20 = s00, s21 = s00, s22 = s00, s30 = s00, s31 = s00, s32 = s00
  let w = weights
  for (let first = 0; first < terms; first += PANEL) {
    const inputWidth = rowBytes(terms, first)
    let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
    const end = x + (<usize>min(PANEL, terms - first) << 2)
    while (x < end) {
      const x0 = v128.load32_splat(x)
      const x1 = v128.load32_splat(x + inputWidth)
      const x2 = v128.load32_splat(x + (inputWidth << 1))
      const x3 = v128.load32_splat(x + (inputWidth << 1) + inputWidth)
      const w0 = v128.load(w, 0)
      s00 = f32x4.add(s00, f32x4.mul(x0, w0))
      s10 = f32x4.add(s10, f32x4.mul(x1, w0))
      s20 = f32x4.add(s20, f32x4.mul(x2, w0))
      s30 = f32x4.add(s30, f32x4.mul(x3, w0))
      const w1 = v128.load(w, 16)
      s01 = f32x4.add(s01, f32x4.mul(x0, w1))
      s11 = f32x4.add(s11, f32x4.mul(x1, w1))
      s21 = f32x4.add(s21, f32x4.mul(x2, w1))
      s31 = f32x4.add(s31, f32x4.mul(x3, w1))
      const w2 = v128.load(w, 32)
      s02 = f32x4.add(s02, f32x4.mul(x0, w2))
      s12 = f32x4.add(s12, f32x4.mul(x1, w2))
      s22 = f32x4.add(s22, f32x4.mul(x2, w2))
      s32 = f32x4.add(s32, f32x4.mul(x3, w2))
      x += 4
      w += width
    }
  }
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 0)
  const b1 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 16)
  const b2 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 32)
  v128.store(out, f32x4.add(s00, b0))
  v128.store(out, f32x4.add(s01, b1), 16)
  v128.store(out, f32x4.add(s02, b2), 32)
  out += width
  v128.store(out, f32x4.add(s10, b0))
  v128.store(out, f32x4.add(s11, b1), 16)
  v128.store(out, f32x4.add(s12, b2), 32)
  out += width
  v128.store(out, f32x4.add(s20, b0))
  v128.store(out, f32x4.add(s21, b1), 16)
  v128.store(out, f32x4.add(s22, b2), 32)
  out += width
  v128.store(out, f32x4.add(s30, b0))
  v128.store(out, f32x4.add(s31, b1), 16)
  v128.store(out, f32x4.add(s32, b2), 32)
}

function tile4x1(inputs: usize, inputRows: i32, terms: i32, n: i32, weights: usize, width: usize, biases: usize, out: usize): void {
  let s00 = f32x4.splat(0), s10 = s00, s20 = s00, s30 = s00
  let w = weights
  for (let first = 0; first < terms; first += PANEL) {
    const inputWidth = rowBytes(terms, first)
    let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
    const end = x + (<usize>min(PANEL, terms - first) << 2)
    while (x < end) {
      const x0 = v128.load32_splat(x)
      const x1 = v128.load32_splat(x + inputWidth)
      const x2 = v128.load32_splat(x + (inputWidth << 1))
      const x3 = v128.load32_splat(x + (inputWidth << 1) + inputWidth)
      const w0 = v128.load(w, 0)
      s00 = f32x4.add(s00, f32x4.mul(x0, w0))
      s10 = f32x4.add(s10, f32x4.mul(x1, w0))
      s20 = f32x4.add(s20, f32x4.mul(x2, w0))
      s30 = f32x4.add(s30, f32x4.mul(x3, w0))
      x += 4
      w += width
    }
  }
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 0)
  v128.store(out, f32x4.add(s00, b0))
  out += width
  v128.store(out, f32x4.add(s10, b0))
  out += width
  v128.store(out, f32x4.add(s20, b0))
  out += width
  v128.store(out, f32x4.add(s30, b0))
}

function tile1x3(inputs: usize, inputRows: i32, terms: i32, n: i32, weights: usize, width: usize, biases: usize, out: usize): void {
  let s00 = f32x4.splat(0), s01 = s00, s02 = s00
  let w = weights
  for (let first = 0; first < terms; first += PANEL) {
    const inputWidth = rowBytes(terms, first)
    let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
    const end = x + (<usize>min(PANEL, terms - first) << 2)
    while (x < end) {
      const x0 = v128.load32_splat(x)
      const w0 = v128.load(w, 0)
      s00 = f32x4.add(s00, f32x4.mul(x0, w0))
      const w1 = v128.load(w, 16)
      s01 = f32x4.add(s01, f32x4.mul(x0, w1))
      const w2 = v128.load(w, 32)
      s02 = f32x4.add(s02, f32x4.mul(x0, w2))
      x += 4
      w += width
    }
  }
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 0)
  const b1 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 16)
  const b2 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 32)
  v128.store(out, f32x4.add(s00, b0))
  v128.store(out, f32x4.add(s01, b1), 16)
  v128.store(out, f32x4.add(s02, b2), 32)
}

function tile1x1(inputs: usize, inputRows: i32, terms: i32, n: i32, weights: usize, width: usize, biases: usize, out: usize): void {
  let s00 = f32x4.splat(0)
  let w = weights
  for (let first = 0; first < terms; first += PANEL) {
    const inputWidth = rowBytes(terms, first)
    let x = inputs + panelOffset(inputRows, first) + <usize>n * inputWidth
    const end = x + (<usize>min(PANEL, terms - first) << 2)
    while (x < end) {
      const x0 = v128.load32_splat(x)
      const w0 = v128.load(w, 0)
      s00 = f32x4.add(s00, f32x4.mul(x0, w0))
      x += 4
      w += width
    }
  }
  const b0 = biases == 0 ? f32x4.splat(0) : v128.load(biases, 0)
  v128.store(out, f32x4.add(s00, b0))
}
