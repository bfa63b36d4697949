import { logarithm } from './logarithm.js'
import { checkLabelled, type Rows } from './rows.js'

/** Nearest to 0 and to 1 that a probability counts as: one that is 0 would cost ∞. */
const NEAREST = 2 ** -52

/**
 * The mean of −ln p, p the probability that each row gives its own class, from 0 up to 36: scikit-learn's `log_loss`. As
 * there, outputs are clipped to [2⁻⁵², 1 − 2⁻⁵²] and each row is divided by its sum, so that outputs which are probabilities
 * each for itself, a sigmoid's, count too; scikit-learn takes 2⁻²³ where they are float32. NaN where an output is no
 * probability (`areProbabilities`); scikit-learn clips those in silence.
 * @param outputs [rows × classes]
 * @param labels [rows]
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function logLoss(outputs: Rows, labels: ArrayLike<number>, classes: number): number {
  checkLabelled(outputs, labels, classes)
  if (!areProbabilities(outputs)) return Number.NaN
  let sum = 0
  for (let n = 0; n < labels.length; n++) {
    let total = 0
    for (let c = 0; c < classes; c++) total += clipped(outputs[n * classes + c])
    sum -= logarithm(clipped(outputs[n * classes + labels[n]]) / total)
  }
  return sum / labels.length
}

/** Whether each output is from 0 to 1: those of a linear layer need not be, and NaN is not. */
export function areProbabilities(outputs: Rows): boolean {
  for (let at = 0; at < outputs.length; at++) if (!(outputs[at] >= 0 && outputs[at] <= 1)) return false
  return true
}

function clipped(probability: number): number {
  return Math.min(1 - NEAREST, Math.max(probability, NEAREST))
}
