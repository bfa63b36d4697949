import { areProbabilities } from './log-loss.js'
import { predictionsOf } from './predictions.js'
import { checkLabelled, type Rows } from './rows.js'

/** The rows whose largest output lies between two bounds. */
export interface ReliabilityBin {
  /** Above it; the first bin holds 0 too. */
  readonly from: number
  /** Up to and with it. */
  readonly to: number
  readonly count: number
  /** The mean of their largest outputs; NaN where there are none. */
  readonly confidence: number
  /** The share of right predictions among them; NaN where there are none. */
  readonly accuracy: number
}

/**
 * Whether a network is right as often as it says: rows in bins by their largest output, all bins equally wide. Bounds are
 * those of scikit-learn's `calibration_curve` (which leaves empty bins out).
 * @param outputs [rows × classes], each from 0 to 1
 * @param labels [rows]
 * @param bins how many, from 1
 * @returns [bins]; empty where an output is no probability
 * @throws UsageError where there is no row, or the sizes contradict each other
 */
export function reliabilityBins(
  outputs: Rows,
  labels: ArrayLike<number>,
  classes: number,
  bins = 10,
): ReliabilityBin[] {
  checkLabelled(outputs, labels, classes)
  if (!areProbabilities(outputs)) return []
  const counts = new Uint32Array(bins)
  const confidences = new Float64Array(bins)
  const hits = new Uint32Array(bins)
  const predictions = predictionsOf(outputs, classes)
  // As numpy's linspace rounds them.
  const width = 1 / bins
  for (let n = 0; n < labels.length; n++) {
    const confidence = outputs[n * classes + predictions[n]]
    let bin = Math.min(bins - 1, Math.floor(confidence * bins))
    while (bin > 0 && confidence <= bin * width) bin--
    while (bin < bins - 1 && confidence > (bin + 1) * width) bin++
    counts[bin]++
    confidences[bin] += confidence
    if (predictions[n] === labels[n]) hits[bin]++
  }
  return Array.from(counts, (count, bin) => ({
    from: bin * width,
    to: bin === bins - 1 ? 1 : (bin + 1) * width,
    count,
    confidence: confidences[bin] / count,
    accuracy: hits[bin] / count,
  }))
}

/**
 * The expected calibration error, in [0, 1]: how far confidence and accuracy are apart, the mean over the bins weighted by
 * their rows. NaN where there are no bins, for outputs that are no probabilities. scikit-learn has none.
 */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  let sum = 0
  let rows = 0
  for (const { count, confidence, accuracy } of bins) {
    if (count > 0) sum += count * Math.abs(accuracy - confidence)
    rows += count
  }
  return sum / rows
}
