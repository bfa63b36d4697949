// exp, ln and tanh by themselves, over arrays: what scripts/sweep-elementary.mjs and elementary.test.ts compile. No kernel
// exports them.
import { exp } from './exp'
import { ln } from './ln'
import { tanh } from './tanh'

/** Of the floats from byte `at` to byte `end`, in place. */
export function expOf(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, exp(v128.load(at)))
}

export function lnOf(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, ln(v128.load(at)))
}

export function tanhOf(at: usize, end: usize): void {
  for (; at < end; at += 16) v128.store(at, tanh(v128.load(at)))
}
