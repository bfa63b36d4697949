// Stores four elements of a gradient (rate 0), or takes the step of gradient descent with them at once.

// @ts-ignore: decorator
@inline
export function place(out: usize, gradient: v128, rate: f32): void {
  if (rate == 0) v128.store(out, gradient)
  else v128.store(out, f32x4.sub(v128.load(out), f32x4.mul(f32x4.splat(rate), gradient)))
}
