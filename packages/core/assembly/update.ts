// What every gradient ends with. The record of an update: src/engine/update.ts.

/** The gradient is stored. */
export const STORE: u32 = 0
/** w ← w − rate · g. */
export const SGD: u32 = 1

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

/** Four elements. */
// @ts-ignore: decorator
@inline
export function applyUpdate(at: usize, gradient: v128, update: usize): void {
  if (ruleOf(update) == STORE) v128.store(at, gradient)
  else v128.store(at, f32x4.sub(v128.load(at), f32x4.mul(f32x4.splat(rateOf(update)), gradient)))
}
