// The loops of activate.ts over floats that follow each other, one for each activation. Both registers are read before the
// first is written, or V8 does not pack them in one.
import { GELU, LEAKY_RELU, LINEAR, RELU, SIGMOID, SILU, TANH } from './activation'
import { gateOf, slopeOf, valueOf } from './elementwise'

/** y = f(p) in place, from byte `at` to byte `end`. */
export function activateRange(activation: i32, at: usize, end: usize): void {
  switch (activation) {
    case SIGMOID: return sigmoidRange(at, end)
    case TANH: return tanhRange(at, end)
    case RELU: return reluRange(at, end)
    case LEAKY_RELU: return leakyReluRange(at, end)
    case GELU: return geluRange(at, end)
    case SILU: return siluRange(at, end)
  }
}

/** The same, and f′(p) into what begins at `slopes`. */
export function activateRangeWithSlopes(activation: i32, at: usize, end: usize, slopes: usize): void {
  switch (activation) {
    case SIGMOID: return sigmoidSlopes(at, end, slopes)
    case TANH: return tanhSlopes(at, end, slopes)
    case RELU: return reluSlopes(at, end, slopes)
    case LEAKY_RELU: return leakyReluSlopes(at, end, slopes)
    case GELU: return geluSlopes(at, end, slopes)
    case SILU: return siluSlopes(at, end, slopes)
    case LINEAR: return linearSlopes(at, end, slopes)
  }
}

// @ts-ignore: decorator
@inline
function range(activation: i32, at: usize, end: usize): void {
  // Two registers hide each other's latency where they are not packed into one.
  for (; at + 32 <= end; at += 32) {
    const p0 = v128.load(at)
    const p1 = v128.load(at, 16)
    const y0 = valueOf(activation, p0, gateOf(activation, p0))
    const y1 = valueOf(activation, p1, gateOf(activation, p1))
    v128.store(at, y0)
    v128.store(at, y1, 16)
  }
  for (; at < end; at += 16) {
    const p = v128.load(at)
    v128.store(at, valueOf(activation, p, gateOf(activation, p)))
  }
}

// @ts-ignore: decorator
@inline
function rangeWithSlopes(activation: i32, at: usize, end: usize, slopes: usize): void {
  if (WIDE) {
    for (; at + 32 <= end; at += 32, slopes += 32) {
      const p0 = v128.load(at)
      const p1 = v128.load(at, 16)
      const gate0 = gateOf(activation, p0)
      const gate1 = gateOf(activation, p1)
      const y0 = valueOf(activation, p0, gate0)
      const y1 = valueOf(activation, p1, gate1)
      const slope0 = slopeOf(activation, p0, y0, gate0)
      const slope1 = slopeOf(activation, p1, y1, gate1)
      if (activation != LINEAR) {
        v128.store(at, y0)
        v128.store(at, y1, 16)
      }
      v128.store(slopes, slope0)
      v128.store(slopes, slope1, 16)
    }
  }
  for (; at < end; at += 16, slopes += 16) {
    const p = v128.load(at)
    const gate = gateOf(activation, p)
    const y = valueOf(activation, p, gate)
    if (activation != LINEAR) v128.store(at, y)
    v128.store(slopes, slopeOf(activation, p, y, gate))
  }
}

// Functions of their own: the compiler joins the equal ends of loops within one.
function sigmoidRange(at: usize, end: usize): void { range(SIGMOID, at, end) }
function tanhRange(at: usize, end: usize): void { range(TANH, at, end) }
function reluRange(at: usize, end: usize): void { range(RELU, at, end) }
function leakyReluRange(at: usize, end: usize): void { range(LEAKY_RELU, at, end) }
function geluRange(at: usize, end: usize): void { range(GELU, at, end) }
function siluRange(at: usize, end: usize): void { range(SILU, at, end) }

function sigmoidSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(SIGMOID, at, end, slopes) }
function tanhSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(TANH, at, end, slopes) }
function reluSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(RELU, at, end, slopes) }
function leakyReluSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(LEAKY_RELU, at, end, slopes) }
function geluSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(GELU, at, end, slopes) }
function siluSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(SILU, at, end, slopes) }
function linearSlopes(at: usize, end: usize, slopes: usize): void { rangeWithSlopes(LINEAR, at, end, slopes) }
