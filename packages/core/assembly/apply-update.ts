// What every gradient ends with. The record of an update: src/engine/update.ts.

/** The gradient is stored. */
export const STORE: u32 = 0
/** w ← w − rate · g. */
export const SGD: u32 = 1
export const SGD_WITH_DECAY: u32 = 2
export const MOMENTUM: u32 = 3
export const NESTEROV: u32 = 4
export const RMSPROP: u32 = 5
export const ADAM: u32 = 6

// @ts-ignore: decorator
@inline
export function ruleOf(update: usize): u32 {
  return load<u32>(update)
}

// @ts-ignore: decorator
@inline
export function rateOf(update: usize): f32 {
  return load<f32>(update, 4)
}

/** Four elements, of the rules that are fused with the sum of a gradient. */
// @ts-ignore: decorator
@inline
export function applyUpdate(at: usize, gradient: v128, update: usize): void {
  if (ruleOf(update) == STORE) v128.store(at, gradient)
  else v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(f32x4.splat(rateOf(update)), gradient)))
}

/**
 * Up to four registers of neighbours, by a `rule` that is known at compile time: all of them are loaded before the first
 * is stored, or V8 does not pack two in one.
 */
// @ts-ignore: decorator
@inline
export function updateRow(rule: u32, registers: i32, at: usize, g0: v128, g1: v128, g2: v128, g3: v128, rate: f32): void {
  if (rule == SGD) {
    // Passed as a number, spread here: docs/decisions/0017-two-widths.md.
    const rates = f32x4.splat(rate)
    const w0 = v128.load(at)
    const w1 = registers > 1 ? v128.load(at, 16) : w0
    const w2 = registers > 2 ? v128.load(at, 32) : w0
    const w3 = registers > 3 ? v128.load(at, 48) : w0
    v128.store(at, f32x4.sub(w0, f32x4.mul(rates, g0)))
    if (registers > 1) v128.store(at, f32x4.sub(w1, f32x4.mul(rates, g1)), 16)
    if (registers > 2) v128.store(at, f32x4.sub(w2, f32x4.mul(rates, g2)), 32)
    if (registers > 3) v128.store(at, f32x4.sub(w3, f32x4.mul(rates, g3)), 48)
  } else {
    v128.store(at, g0)
    if (registers > 1) v128.store(at, g1, 16)
    if (registers > 2) v128.store(at, g2, 32)
    if (registers > 3) v128.store(at, g3, 48)
  }
}
