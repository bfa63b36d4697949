import { LEAKY_RELU, LINEAR, RELU, SIGMOID, TANH } from './activation'
import { slopeFromValue } from './elementwise'
import { columnsOf, PANEL, padded, panelOffset, rowBytes, rowsOf, valuesOf } from './layout'
import { firstRow, lastRow } from './region'

/** deltas ← deltas ⊙ f′(p), from y = f(p), of matrices of one shape. The padding stays 0, because deltas are 0 there. */
export function timesDerivative(activations: usize, deltas: usize, activation: i32): void {
  if (activation == LINEAR) return
  const columns = columnsOf(deltas)
  for (let first = 0; first < padded(columns); first += PANEL) {
    const panel = panelOffset(rowsOf(deltas), first)
    const width = rowBytes(columns, first)
    const y = valuesOf(activations) + panel + <usize>firstRow * width
    const d = valuesOf(deltas) + panel + <usize>firstRow * width
    const end = valuesOf(deltas) + panel + <usize>lastRow * width
    switch (activation) {
      case SIGMOID: timesSigmoid(y, d, end); break
      case TANH: timesTanh(y, d, end); break
      case RELU: timesRelu(y, d, end); break
      case LEAKY_RELU: timesLeakyRelu(y, d, end); break
      // The others' does not follow from y.
      default: unreachable()
    }
  }
}

// @ts-ignore: decorator
@inline
function times(activation: i32, y: usize, d: usize, end: usize): void {
  if (WIDE) {
    for (; d + 32 <= end; y += 32, d += 32) {
      const a = f32x4.mul(v128.load(d), slopeFromValue(activation, v128.load(y)))
      const b = f32x4.mul(v128.load(d, 16), slopeFromValue(activation, v128.load(y, 16)))
      v128.store(d, a)
      v128.store(d, b, 16)
    }
  }
  for (; d < end; y += 16, d += 16) v128.store(d, f32x4.mul(v128.load(d), slopeFromValue(activation, v128.load(y))))
}

// Functions of their own: the compiler joins the equal ends of loops within one.
function timesSigmoid(y: usize, d: usize, end: usize): void { times(SIGMOID, y, d, end) }
function timesTanh(y: usize, d: usize, end: usize): void { times(TANH, y, d, end) }
function timesRelu(y: usize, d: usize, end: usize): void { times(RELU, y, d, end) }
function timesLeakyRelu(y: usize, d: usize, end: usize): void { times(LEAKY_RELU, y, d, end) }
