import type { UpdateRule } from './update-rule.js'

/** 1 − β₁ᵗ and 1 − β₂ᵗ: by how much the means of Adam are too small in step t, because they began at 0. */
export class BiasCorrections {
  readonly #first: BiasCorrection
  readonly #second: BiasCorrection

  constructor(rule: UpdateRule) {
    const adaptive = rule.name === 'adam' || rule.name === 'adamw'
    this.#first = new BiasCorrection(adaptive ? rule.beta1 : 0)
    this.#second = new BiasCorrection(adaptive ? rule.beta2 : 0)
  }

  /** @param step t: whole, from 1; any after any */
  at(step: number): { readonly first: number; readonly second: number } {
    return { first: this.#first.at(step), second: this.#second.at(step) }
  }
}

/**
 * 1 − βᵗ for one β. The power is a running product, because engines differ in `Math.pow`: from step to step it is multiplied
 * once, and for any other step again from the first, so that a resumed run has the same bits.
 */
class BiasCorrection {
  readonly #beta: number
  #step = 0
  #power = 1

  constructor(beta: number) {
    this.#beta = beta
  }

  at(step: number): number {
    if (step < this.#step) {
      this.#step = 0
      this.#power = 1
    }
    // Where the power is too small to change 1 it stays so.
    for (; this.#step < step && 1 - this.#power !== 1; this.#step++) this.#power *= this.#beta
    return 1 - this.#power
  }
}
