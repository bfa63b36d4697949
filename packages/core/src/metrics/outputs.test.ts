import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { averagePrecision, meanAveragePrecision } from './average-precision.js'
import { brierScore } from './brier-score.js'
import { expectedCalibrationError, reliabilityBins } from './calibration.js'
import { logLoss } from './log-loss.js'
import { predictionsOf } from './predictions.js'
import { meanRocAuc, rocAuc } from './roc-auc.js'
import { topAccuracy } from './top-accuracy.js'

/** Rows of three outputs, eighths so that many are equal, and a label each. */
const rows = fc.array(
  fc.record({
    outputs: fc.array(
      fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
      { minLength: 3, maxLength: 3 },
    ),
    label: fc.nat(2),
  }),
  { minLength: 1, maxLength: 40 },
)
type Row = typeof rows extends fc.Arbitrary<(infer T)[]> ? T : never

const outputsOf = (given: readonly Row[]) => Float64Array.from(given.flatMap(({ outputs }) => outputs))
const labelsOf = (given: readonly Row[]) => given.map(({ label }) => label)

/** All metrics of outputs, by rows. */
function metricsOf(given: readonly Row[]) {
  const [outputs, labels] = [outputsOf(given), labelsOf(given)]
  return {
    auc: [0, 1, 2].map((of) => rocAuc(outputs, labels, 3, of)),
    precision: [0, 1, 2].map((of) => averagePrecision(outputs, labels, 3, of)),
    top: [1, 2, 3].map((most) => topAccuracy(outputs, labels, 3, most)),
    sums: [logLoss(outputs, labels, 3), brierScore(outputs, labels, 3)],
  }
}

describe('metrics of outputs', () => {
  test('the order of rows does not matter', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const { sums, ...exact } = metricsOf(given)
        const { sums: others, ...same } = metricsOf([...given].reverse())
        expect(same).toEqual(exact)
        for (const [index, sum] of sums.entries()) expect(others[index]).toBeCloseTo(sum, 12)
      }),
    )
  })

  test('classes may be renamed', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const renamed = given.map(({ outputs: [a, b, c], label }) => ({
          outputs: [c, a, b],
          label: (label + 1) % 3,
        }))
        const { auc, precision, sums } = metricsOf(given)
        const after = metricsOf(renamed)
        expect([after.auc[1], after.auc[2], after.auc[0]]).toEqual(auc)
        expect([after.precision[1], after.precision[2], after.precision[0]]).toEqual(precision)
        for (const [index, sum] of sums.entries()) expect(after.sums[index]).toBeCloseTo(sum, 12)
      }),
    )
  })

  test('AUC is its definition: how often one of the class has the larger output, a tie half', () => {
    fc.assert(
      fc.property(rows, (given) => {
        for (const of of [0, 1, 2]) {
          const own = given.filter(({ label }) => label === of).map(({ outputs }) => outputs[of])
          const others = given.filter(({ label }) => label !== of).map(({ outputs }) => outputs[of])
          const wins = own.flatMap((a) => others.map((b) => (a > b ? 2 : a === b ? 1 : 0) as number))
          const expected = wins.reduce((sum, win) => sum + win, 0) / (2 * wins.length)
          expect(rocAuc(outputsOf(given), labelsOf(given), 3, of)).toBe(expected)
        }
      }),
    )
  })

  test('average precision is its definition: precision at each threshold × the gain in recall', () => {
    fc.assert(
      fc.property(rows, (given) => {
        for (const of of [0, 1, 2]) {
          const own = given.filter(({ label }) => label === of).length
          const thresholds = [...new Set(given.map(({ outputs }) => outputs[of]))].sort((a, b) => b - a)
          let [sum, recall] = [0, 0]
          for (const threshold of thresholds) {
            const taken = given.filter(({ outputs }) => outputs[of] >= threshold)
            const right = taken.filter(({ label }) => label === of).length
            sum += (right / taken.length) * (right / own - recall)
            recall = right / own
          }
          const found = averagePrecision(outputsOf(given), labelsOf(given), 3, of)
          if (own === 0) expect(found).toBeNaN()
          else expect(found).toBeCloseTo(sum, 12)
        }
      }),
    )
  })

  test('all outputs equal: AUC is chance, average precision the share of the class', () => {
    const labels = [0, 0, 0, 1]
    const outputs = new Float64Array(8).fill(0.5)
    expect(rocAuc(outputs, labels, 2, 1)).toBe(0.5)
    expect(averagePrecision(outputs, labels, 2, 1)).toBe(0.25)
  })

  test('perfect and worst', () => {
    const outputs = Float32Array.of(1, 0, 1, 0, 0, 1)
    const [right, wrong] = [
      [0, 0, 1],
      [1, 1, 0],
    ]
    expect(meanRocAuc(outputs, right, 2)).toBe(1)
    expect(meanRocAuc(outputs, wrong, 2)).toBe(0)
    expect(meanAveragePrecision(outputs, right, 2)).toBe(1)
    expect(logLoss(outputs, right, 2)).toBeCloseTo(0, 15)
    expect(logLoss(outputs, wrong, 2)).toBeCloseTo(52 * Math.LN2, 12)
    expect(brierScore(outputs, right, 2)).toBe(0)
    expect(brierScore(outputs, wrong, 2)).toBe(2)
    expect(expectedCalibrationError(reliabilityBins(outputs, right, 2))).toBe(0)
    expect(expectedCalibrationError(reliabilityBins(outputs, wrong, 2))).toBe(1)
  })

  test('the first of the largest is the prediction; −0 ties with 0; with one place top accuracy is accuracy', () => {
    const zeros = Float64Array.of(-0, 0, 0, -0)
    expect(rocAuc(zeros, [0, 1], 2, 0)).toBe(0.5)
    expect([...predictionsOf(zeros, 2)]).toEqual([0, 0])
    fc.assert(
      fc.property(rows, (given) => {
        const [outputs, labels] = [outputsOf(given), labelsOf(given)]
        const predictions = predictionsOf(outputs, 3)
        const right = labels.filter((label, n) => predictions[n] === label).length
        expect(topAccuracy(outputs, labels, 3, 1)).toBe(right / labels.length)
        expect(topAccuracy(outputs, labels, 3, 3)).toBe(1)
      }),
    )
  })

  test('undefined is NaN: one class alone, a class without rows, an output that is NaN or no probability', () => {
    const outputs = Float64Array.of(0.25, 0.75, 0.5, 0.5)
    expect(rocAuc(outputs, [1, 1], 2, 0)).toBeNaN()
    expect(meanRocAuc(outputs, [1, 1], 2)).toBeNaN()
    expect(averagePrecision(outputs, [1, 1], 2, 0)).toBeNaN()
    expect(meanAveragePrecision(outputs, [1, 1], 2)).toBe(1)
    const broken = Float64Array.of(0.25, Number.NaN, 0.5, 0.5)
    expect(rocAuc(broken, [0, 1], 2, 1)).toBeNaN()
    expect(averagePrecision(broken, [0, 1], 2, 1)).toBeNaN()
    for (const no of [broken, Float64Array.of(0.25, 1.5, 0, 0), Float64Array.of(-0.25, 0.5, 0, 0)]) {
      expect(logLoss(no, [0, 1], 2)).toBeNaN()
      expect(reliabilityBins(no, [0, 1], 2)).toEqual([])
    }
    expect(expectedCalibrationError([])).toBeNaN()
  })

  test('log-loss of outputs that are probabilities each for itself is that of their shares', () => {
    expect(logLoss(Float64Array.of(0.5, 0.75), [0], 2)).toBeCloseTo(-Math.log(0.5 / 1.25), 14)
  })

  test('each row is in the one bin that its confidence lies in', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 30 }), (given, count) => {
        const bins = reliabilityBins(outputsOf(given), labelsOf(given), 3, count)
        const confidences = given.map(({ outputs }) => Math.max(...outputs))
        for (const [index, { from, to, count: found }] of bins.entries()) {
          const inside = confidences.filter((c) => (c > from || (index === 0 && c === 0)) && c <= to)
          expect(found).toBe(inside.length)
        }
        expect(bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(given.length)
      }),
    )
  })

  test('sizes that contradict each other are refused', () => {
    const outputs = new Float32Array(6)
    for (const metric of [logLoss, brierScore, meanRocAuc, meanAveragePrecision, reliabilityBins]) {
      expect(() => metric(outputs, [0, 1], 2)).toThrow(
        'outputs: expected those of 2 rows and 2 classes, found 6',
      )
      expect(() => metric(new Float32Array(0), [], 2)).toThrow('one or more rows')
      expect(() => metric(outputs, [0, 1, 2], 2)).toThrow('label of row 2')
    }
  })
})
