import { checkOneOf } from '../check-one-of.js'
import { ACTIVATIONS } from './activation.js'
import type { Functions } from './architecture.js'
import { HEADS } from './head.js'

/** @throws UsageError for an activation or a head that there is none of */
export function checkFunctions({ activations, head }: Functions): void {
  for (const activation of activations) checkOneOf('activation', activation, ACTIVATIONS)
  checkOneOf('head', head, HEADS)
}
