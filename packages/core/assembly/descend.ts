import { applyRule } from './apply-rule'
import { applyUpdate, rateOf, ruleOf, SGD, STORE, updateRow } from './apply-update'

/** parameters[k] is updated with gradient[k], k in floats. */
export function descend(parameters: usize, gradient: usize, first: i32, last: i32, update: usize): void {
  const rule = ruleOf(update)
  let k = <usize>first << 2
  const end = <usize>last << 2
  if (rule > SGD) {
    applyRule(parameters + k, gradient + k, parameters + end, update)
    return
  }
  const rate = rateOf(update)
  if (rule == SGD) {
    for (; k + 64 <= end; k += 64) {
      const g = gradient + k
      updateRow(SGD, 4, parameters + k, v128.load(g), v128.load(g, 16), v128.load(g, 32), v128.load(g, 48), rate)
    }
  }
  for (; k + 16 <= end; k += 16) applyUpdate(parameters + k, v128.load(gradient + k), update)
  for (; k < end; k += 4) {
    const g = load<f32>(gradient + k)
    store<f32>(parameters + k, rule == STORE ? g : load<f32>(parameters + k) - rate * g)
  }
}
