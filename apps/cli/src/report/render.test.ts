import { scorePredictions } from '@antigrad/core/internal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LECTURE } from '../run/fixtures/lecture.js'
import type { ReportFacts } from './facts.js'
import { renderReport } from './render.js'

/** Facts of a run with these class names, and everything else that is text made of `text`. */
function factsWith(names: readonly string[], text = 'colour'): ReportFacts {
  const count = names.length
  const labels = Array.from({ length: 60 }, (_, n) => n % count)
  const predictions = labels.map((label, n) => (n % 7 === 0 ? (label + 1) % count : label))
  const image = { width: 2, height: 2, pixels: Uint8Array.of(0, 80, 160, 255) }
  return {
    config: {
      version: 1,
      ...LECTURE,
      data: text,
      table: { label: [text] },
      fingerprint: `sha256:${'0'.repeat(64)}`,
      hidden: [3],
      epochs: 2,
      batchSize: 10,
      learningRate: 3,
      seed: 1,
      strategy: 'slices',
      threads: 2,
    },
    sizes: [4, 3, count],
    examples: { train: 100, test: 60 },
    epochs: 2,
    history: [
      { epoch: 1, loss: 0.4, accuracy: 0.5 },
      { epoch: 2, loss: 0.2, accuracy: 0.75 },
    ],
    weightsHash: `sha256:${'1'.repeat(64)}`,
    result: {
      kind: 'classes',
      names,
      evaluation: scorePredictions(predictions, labels, labels, count),
      metrics: { balancedAccuracy: 0.8, macroF1: 0.75, weightedF1: 0.7, logLoss: 0.5 },
      mistakes: [{ image, truth: 0, predicted: 1, outputs: names.map((_, output) => output / count) }],
    },
    firstLayer: { width: 2, height: 2, units: 3, weights: [Float32Array.of(-1, 0, 0.5, 1)] },
  }
}

function numberFacts(columns: number, epochs: readonly number[]): ReportFacts {
  const { firstLayer: _, ...facts } = factsWith(['a', 'b'])
  const points = [1, 2, 3].map((truth) => ({ truth, predicted: truth * 1.5 }))
  return {
    ...facts,
    epochs: epochs.length,
    history: epochs.map((loss, index) => ({ epoch: index + 1, loss, accuracy: Number.NaN })),
    result: {
      kind: 'numbers',
      loss: 0.01,
      columns: Array.from({ length: columns }, (_, n) => ({
        name: `c${n}`,
        rmse: 12345.6,
        mae: 4567.8,
        largest: 3,
        r2: Number.NaN,
        baseline: 20_000,
        points,
      })),
    },
  }
}

/** A page without its style. */
function bodyOf(page: string): string {
  return page.slice(page.indexOf('<body>'))
}

/** The tags of a page, in order, without their attributes. */
function tagsOf(page: string): string[] {
  return [...page.matchAll(/<\/?[a-z0-9]+/gi)].map(([tag]) => tag)
}

/** Attributes of all tags, by name. */
function attributesOf(page: string): string[] {
  return [...page.matchAll(/<[a-z0-9]+((?: [^<>"]+="[^"]*")*)/gi)].flatMap(([, attributes]) =>
    [...attributes.matchAll(/ ([^ ="]+)="/g)].map(([, name]) => name),
  )
}

const hostile = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onload='x",
    '</style>',
    '&lt;b&gt;',
  ),
  fc.string({ unit: 'binary', minLength: 4, maxLength: 30 }),
)

describe('renderReport', () => {
  test('names out of a file change no tag and no attribute, whatever they hold', () => {
    const plain = renderReport(factsWith(['long name', 'other name', 'third name']))
    fc.assert(
      fc.property(fc.tuple(hostile, hostile, hostile), hostile, (names, text) => {
        const page = renderReport(factsWith(names, text))
        expect(tagsOf(page)).toEqual(tagsOf(plain))
        expect(attributesOf(page)).toEqual(attributesOf(plain))
      }),
      { numRuns: 60 },
    )
  })

  test('the test part is a curve where it was asked after each epoch, a point where it was not', () => {
    const facts = factsWith(['a', 'b'])
    const history = facts.history.map((record) => ({ ...record, testLoss: 0.3, testAccuracy: 0.6 }))
    const curvesOf = (page: string) => [...page.matchAll(/class="curve test" d="([^"]*)"/g)].map(([, d]) => d)
    for (const d of curvesOf(renderReport(facts))) expect(d).toMatch(/^M[\d.,]+Z$/)
    const page = renderReport({ ...facts, history })
    expect(curvesOf(page)).toHaveLength(2)
    for (const d of curvesOf(page)) expect(d).toMatch(/^M[\d.,]+L[\d.,]+$/)
    expect(page).toContain('the test part after it. Nothing is learned from the test part')
  })

  test('a run of very many epochs', () => {
    const page = renderReport(numberFacts(1, new Array(300_000).fill(0.25)))
    expect(page.length).toBeLessThan(100_000)
  })

  test('the same facts make the same page', () => {
    expect(renderReport(factsWith(['a', 'b']))).toBe(renderReport(factsWith(['a', 'b'])))
  })

  test('many classes: pairs instead of a matrix, and the page stays small', () => {
    const page = renderReport(factsWith(Array.from({ length: 60 }, (_, n) => `class ${n}`)))
    expect(page).not.toContain('confusion matrix')
    expect(page).toContain('taken for')
    expect(page.length).toBeLessThan(100_000)
  })

  test('numbers: points instead of classes; no number that is none', () => {
    const page = renderReport(numberFacts(2, [0.2, 0.1]))
    expect(page.match(/class="point"/g)).toHaveLength(6)
    expect(page).toContain(
      'predicts c0 with an RMSE of <em>12,300</em> and c1 with an RMSE of <em>12,300</em>',
    )
    expect(bodyOf(page)).not.toMatch(/confusion|recall|accuracy|mistakes|NaN|undefined/i)
  })

  test('more columns than are drawn are counted', () => {
    const page = renderReport(numberFacts(20, [0.2, 0.1]))
    expect(page).toContain('and 17 more')
    expect(page).toContain('The first 12 of 20 columns.')
    expect(page.match(/class="point"/g)).toHaveLength(36)
  })

  test.each([[[0.3]], [[0.3, 0.3]], [[0, 0]], [[0.5, 1e-7]], [[1e-12, 1e-12, 1e-13]]])(
    'losses %j make a picture of finite coordinates',
    (losses) => {
      const page = renderReport(numberFacts(1, losses))
      expect(page).not.toMatch(/NaN|Infinity|undefined/)
      expect(page).toMatch(/<path class="curve training" d="M[\d.]/)
    },
  )
})
