/** What one class got: of `support` rows of the class, and of all that were taken for it. Each score is in [0, 1]. */
export interface ClassScore {
  readonly support: number
  /** Right ones among those taken for the class; NaN where none was. scikit-learn: 0, with a warning. */
  readonly precision: number
  /** Right ones among the class's own; NaN where it has none. scikit-learn: 0, with a warning. */
  readonly recall: number
  /**
   * The harmonic mean of both, 2·right / (taken + support): 0 where one of them is undefined, as in scikit-learn; NaN where
   * both are, the class neither there nor taken for another. scikit-learn: 0, with a warning.
   */
  readonly f1: number
}

/**
 * Precision, recall and F1 of each class.
 * @param confusion [classes × classes], as `confusionMatrix` counts
 * @returns [classes]
 */
export function classScores(confusion: Uint32Array, classes: number): ClassScore[] {
  return Array.from({ length: classes }, (_, c) => {
    let support = 0
    let taken = 0
    for (let other = 0; other < classes; other++) {
      support += confusion[c * classes + other]
      taken += confusion[other * classes + c]
    }
    const right = confusion[c * classes + c]
    return { support, precision: right / taken, recall: right / support, f1: (2 * right) / (taken + support) }
  })
}
