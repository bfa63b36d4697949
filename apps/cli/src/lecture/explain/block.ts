/** One line: what is computed, by which formula, from which numbers, and what comes out. */
export interface Step {
  /** `∂ε/∂U₁₂`. */
  readonly name: string
  /** In letters: `∂ε/∂q₁ · y₂`. */
  readonly formula: string
  /** The formula in numbers; empty where it is a number above, or a case of the formula. */
  readonly numbers: string
  readonly value: number
  /** The same by central differences, on the way back; not on a kink. */
  readonly difference?: number | undefined
}

/** Lines that belong together, under what they are as columns and matrices. */
export interface Block {
  readonly title: string
  readonly steps: readonly Step[]
}
