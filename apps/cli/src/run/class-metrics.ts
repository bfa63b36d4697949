import type { Evaluation } from '@antigrad/core'
import {
  balancedAccuracy,
  brierScore,
  expectedCalibrationError,
  logLoss,
  macroAverage,
  meanAveragePrecision,
  meanRocAuc,
  type ReliabilityBin,
  reliabilityBins,
  topAccuracy,
  weightedAverage,
} from '@antigrad/core/metrics'

/** Of so many classes the share of rows is said whose class is among the first ones, where there are more. */
const FIRST = 5

/** What a run's result says of classes beside the accuracy. */
export interface ClassMetrics {
  readonly balancedAccuracy: number
  readonly macroF1: number
  readonly weightedF1: number
  /** NaN where the outputs are no probabilities. */
  readonly logLoss: number
}

/** What `evaluate` says beside that. NaN where it is undefined, for the areas as where there is one class alone. */
export interface OutputMetrics {
  /** Mean of the classes, each against the rest. */
  readonly rocAuc: number
  readonly averagePrecision: number
  readonly brierScore: number
  readonly calibrationError: number
  /** Those with rows. */
  readonly reliability: readonly ReliabilityBin[]
  /** Of more than five classes only. */
  readonly top5Accuracy?: number
}

/**
 * The metrics of classes.
 * @param evaluation of the same examples
 * @param outputs [examples × classes] of the network
 * @param labels [examples]
 */
export function classMetricsOf(
  { classes }: Evaluation,
  outputs: Float32Array,
  labels: Uint32Array,
): ClassMetrics {
  return {
    balancedAccuracy: balancedAccuracy(classes),
    macroF1: macroAverage(classes, 'f1'),
    weightedF1: weightedAverage(classes, 'f1'),
    logLoss: logLoss(outputs, labels, classes.length),
  }
}

/**
 * The metrics of outputs, which sort them for each class.
 * @param outputs [examples × classes] of the network
 * @param labels [examples]
 */
export function outputMetricsOf(outputs: Float32Array, labels: Uint32Array, classes: number): OutputMetrics {
  const bins = reliabilityBins(outputs, labels, classes)
  return {
    rocAuc: meanRocAuc(outputs, labels, classes),
    averagePrecision: meanAveragePrecision(outputs, labels, classes),
    brierScore: brierScore(outputs, labels, classes),
    calibrationError: expectedCalibrationError(bins),
    reliability: bins.filter(({ count }) => count > 0),
    ...(classes > FIRST && { top5Accuracy: topAccuracy(outputs, labels, classes, FIRST) }),
  }
}
