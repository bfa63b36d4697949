import { PANEL, padded, panelOffset, rowBytes } from './layout'
import { place } from './place'

/** The last row of out ← or −= rate · Σ deltas[n] for rows n in [from, to). */
export function biasGradient(
  deltas: usize, // deltaRows × columns
  deltaRows: i32,
  out: usize, // outRows × columns
  outRows: i32,
  columns: i32,
  from: i32,
  to: i32,
  firstUnit: i32,
  lastUnit: i32,
  rate: f32,
): void {
  for (let first = firstUnit - firstUnit % PANEL; first < lastUnit; first += PANEL) {
    const width = rowBytes(columns, first)
    const panel = deltas + panelOffset(deltaRows, first)
    const biases = out + panelOffset(outRows, first) + <usize>(outRows - 1) * width
    let column = <usize>max(0, firstUnit - first) << 2
    const end = <usize>min(PANEL, padded(lastUnit) - first) << 2
    // Four chains of additions hide each other's latency.
    for (; column + 64 <= end; column += 64) {
      let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0
      for (let n = from; n < to; n++) {
        const row = panel + <usize>n * width + column
        s0 = f32x4.add(s0, v128.load(row))
        s1 = f32x4.add(s1, v128.load(row, 16))
        s2 = f32x4.add(s2, v128.load(row, 32))
        s3 = f32x4.add(s3, v128.load(row, 48))
      }
      place(biases + column, s0, rate)
      place(biases + column + 16, s1, rate)
      place(biases + column + 32, s2, rate)
      place(biases + column + 48, s3, rate)
    }
    for (; column < end; column += 16) {
      let s = f32x4.splat(0)
      for (let n = from; n < to; n++) s = f32x4.add(s, v128.load(panel + <usize>n * width + column))
      place(biases + column, s, rate)
    }
  }
}
