import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  accuracy,
  averagePrecision,
  balancedAccuracy,
  baselineError,
  brierScore,
  classScores,
  confusionMatrix,
  expectedCalibrationError,
  hammingLoss,
  labelScores,
  largestError,
  logLoss,
  macroAverage,
  meanAbsoluteError,
  meanRocAuc,
  predictionsOf,
  reliabilityBins,
  rocAuc,
  rootMeanSquareError,
  rSquared,
  subsetAccuracy,
  topAccuracy,
  weightedAverage,
} from '@antigrad/core/metrics'
import { describe, expect, test } from 'vitest'

/** Numbers of scikit_learn.py: one, or a list in which null stands for an error or NaN of scikit-learn. */
type Found = number | null | readonly (number | null)[]

interface ClassCase {
  readonly name: string
  readonly classes: number
  readonly outputs: readonly number[]
  readonly labels: readonly number[]
  readonly calibration: readonly [right: readonly number[], confidence: readonly number[]]
  readonly [metric: string]: unknown
}

interface NumberCase {
  readonly name: string
  readonly columns: number
  readonly targets: readonly number[]
  readonly predicted: readonly number[]
  readonly [metric: string]: unknown
}

interface LabelCase {
  readonly name: string
  readonly labels: number
  readonly targets: readonly number[]
  readonly outputs: readonly number[]
  readonly [metric: string]: unknown
}

interface Cases {
  readonly classes: readonly ClassCase[]
  readonly numbers: readonly NumberCase[]
  readonly labels: readonly LabelCase[]
}

const program = fileURLToPath(new URL('scikit_learn.py', import.meta.url))
/** A Python with the scikit-learn whose numbers these are. */
const python = ['python3', '/usr/bin/python3'].find((name) => {
  const { stdout } = spawnSync(name, ['-c', 'import sklearn; print(sklearn.__version__)'], {
    encoding: 'utf8',
  })
  return stdout?.trim() === '1.2.1'
})

/** Equal to within the rounding of sums: 1e-12 of the value. */
function expectSame(found: ArrayLike<number> | number, expected: Found, what: string): void {
  const values = typeof found === 'number' ? [found] : Array.from(found)
  const wanted = expected === null || typeof expected === 'number' ? [expected] : expected
  expect(values.length, what).toBe(wanted.length)
  for (const [index, value] of values.entries()) {
    const goal = wanted[index]
    if (goal === null) expect(value, `${what} ${index}`).toBeNaN()
    else
      expect(Math.abs(value - goal), `${what} ${index}: ${value}, ${goal}`).toBeLessThanOrEqual(
        1e-12 * Math.abs(goal),
      )
  }
}

function compareClasses(given: ClassCase): void {
  const { classes, labels, name } = given
  const outputs = Float64Array.from(given.outputs)
  const confusion = confusionMatrix(predictionsOf(outputs, classes), labels, classes)
  const scores = classScores(confusion, classes)
  const each = (metric: (of: number) => number) => Array.from({ length: classes }, (_, of) => metric(of))
  // Where antigrad says NaN, scikit-learn warns and says 0.
  const orZero = (value: number) => (Number.isNaN(value) ? 0 : value)
  const found: Record<string, ArrayLike<number> | number> = {
    confusion,
    accuracy: accuracy(confusion, classes),
    balancedAccuracy: balancedAccuracy(scores),
    support: scores.map(({ support }) => support),
    precision: scores.map(({ precision }) => orZero(precision)),
    recall: scores.map(({ recall }) => orZero(recall)),
    f1: scores.map(({ f1 }) => orZero(f1)),
    logLoss: logLoss(outputs, labels, classes),
    rocAuc: each((of) => rocAuc(outputs, labels, classes, of)),
    averagePrecision: each((of) => orZero(averagePrecision(outputs, labels, classes, of))),
  }
  for (const key of ['precision', 'recall', 'f1'] as const) {
    found[`macro ${key}`] = macroAverage(scores, key)
    found[`weighted ${key}`] = weightedAverage(scores, key)
  }
  if (given.topAccuracy !== undefined) {
    const apart = outputs.map((output, at) => output - (at % classes) / 1024)
    found.topAccuracy = Array.from({ length: classes - 1 }, (_, k) =>
      topAccuracy(apart, labels, classes, k + 1),
    )
  }
  // scikit-learn has no mean where a class is missing.
  if (typeof given.meanRocAuc === 'number') found.meanRocAuc = meanRocAuc(outputs, labels, classes)
  for (const [metric, value] of Object.entries(found)) {
    expectSame(value, given[metric] as Found, `${name}: ${metric}`)
  }
  const sum = (given.brierScore as number[]).reduce((total, score) => total + score)
  expectSame(brierScore(outputs, labels, classes), sum, `${name}: Brier score`)
  const bins = reliabilityBins(outputs, labels, classes)
  const full = bins.filter(({ count }) => count > 0)
  const [right, confidence] = given.calibration
  expectSame(
    full.map((bin) => bin.accuracy),
    right,
    `${name}: right in each bin`,
  )
  expectSame(
    full.map((bin) => bin.confidence),
    confidence,
    `${name}: confidence in each bin`,
  )
  const error = full.reduce((total, { count }, b) => total + count * Math.abs(right[b] - confidence[b]), 0)
  expect(expectedCalibrationError(bins)).toBeCloseTo(error / labels.length, 12)
}

function compareNumbers(given: NumberCase): void {
  const { columns, name } = given
  const targets = Float64Array.from(given.targets)
  const predicted = Float64Array.from(given.predicted)
  const found = {
    rmse: rootMeanSquareError(predicted, targets, columns),
    mae: meanAbsoluteError(predicted, targets, columns),
    largest: largestError(predicted, targets, columns),
  }
  for (const [metric, value] of Object.entries(found)) {
    expectSame(value, given[metric] as Found, `${name}: ${metric}`)
  }
  const constant = Array.from({ length: columns }, (_, column) =>
    targets.every((target, at) => at % columns !== column || target === targets[column]),
  )
  const known = (values: ArrayLike<number | null>) =>
    Array.from(values).filter((_, column) => !constant[column]) as number[]
  const r2 = rSquared(predicted, targets, columns)
  expectSame(known(r2), known(given.r2 as number[]), `${name}: R²`)
  expect(Array.from(r2, Number.isNaN)).toEqual(constant)
  // numpy, too, has a deviation above 0 where a mean of equal numbers is rounded.
  const deviation = baselineError(targets, columns)
  expectSame(known(deviation), known(given.deviation as number[]), `${name}: baseline`)
}

function compareLabels(given: LabelCase): void {
  const { labels, name } = given
  const targets = Float64Array.from(given.targets)
  const outputs = Float64Array.from(given.outputs)
  const scores = labelScores(outputs, targets, labels)
  const orZero = (value: number) => (Number.isNaN(value) ? 0 : value)
  const found: Record<string, ArrayLike<number> | number> = {
    subsetAccuracy: subsetAccuracy(outputs, targets, labels),
    hammingLoss: hammingLoss(outputs, targets, labels),
    support: scores.map(({ support }) => support),
    precision: scores.map(({ precision }) => orZero(precision)),
    recall: scores.map(({ recall }) => orZero(recall)),
    f1: scores.map(({ f1 }) => orZero(f1)),
  }
  // A label that no row has and none is said to have counts in no mean; scikit-learn: 0.
  if (scores.every(({ f1 }) => !Number.isNaN(f1))) found['macro f1'] = macroAverage(scores, 'f1')
  for (const [metric, value] of Object.entries(found)) {
    expectSame(value, given[metric] as Found, `${name}: ${metric}`)
  }
}

function compare({ classes, numbers, labels }: Cases): void {
  for (const each of labels) compareLabels(each)
  for (const each of classes) compareClasses(each)
  for (const each of numbers) compareNumbers(each)
}

describe("metrics are scikit-learn's", () => {
  const kept = readFileSync(new URL('scikit-learn.json', import.meta.url), 'utf8')
  const cases: Cases = JSON.parse(kept)
  test.each(cases.classes)('classes: $name', compareClasses)
  test.each(cases.numbers)('numbers: $name', compareNumbers)
  test.each(cases.labels)('labels: $name', compareLabels)

  test.skipIf(python === undefined)('of version 1.2.1, asked now', () => {
    const ask = (seed: number) => spawnSync(python ?? '', [program, String(seed)], { encoding: 'utf8' })
    const again: Cases = JSON.parse(ask(1).stdout)
    expect(again.classes.map(({ outputs }) => outputs)).toEqual(cases.classes.map(({ outputs }) => outputs))
    compare(again)
    const seed = process.env.CI ? 2 : Date.now() % 1e6
    const { stdout, stderr } = ask(seed)
    expect(stderr, `seed ${seed}`).toBe('')
    compare(JSON.parse(stdout))
  })
})
