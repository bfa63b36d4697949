/** parameters[k] ← parameters[k] − rate · gradient[k], k in floats. */
export function descend(parameters: usize, gradient: usize, first: i32, last: i32, rate: f32): void {
  let k = <usize>first << 2
  const end = <usize>last << 2
  const rates = f32x4.splat(rate)
  for (; k + 16 <= end; k += 16) {
    v128.store(parameters + k, f32x4.sub(v128.load(parameters + k), f32x4.mul(rates, v128.load(gradient + k))))
  }
  for (; k < end; k += 4) store<f32>(parameters + k, load<f32>(parameters + k) - rate * load<f32>(gradient + k))
}
