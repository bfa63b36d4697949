import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochLine } from './epoch.js'
import { EpochLines } from './epoch-lines.js'

/** The epochs that are said of a run that ends after `done` of `epochs`, each of so many milliseconds. */
function said(epochs: number, done: number, milliseconds: number): number[] {
  const lines: string[] = []
  let now = 0
  const all = new EpochLines(
    epochs,
    (line) => lines.push(line),
    () => now,
  )
  for (let epoch = 1; epoch <= done; epoch++) {
    now += milliseconds
    all.add(epoch, String(epoch))
  }
  all.end()
  return lines.map(Number)
}

describe('epochs that are said', () => {
  test('all of twenty; of many about twenty, the first and the last among them, none twice', () => {
    expect(said(20, 20, 1)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (epochs, part) => {
          const done = Math.max(1, Math.round(epochs * part))
          const lines = said(epochs, done, 0)
          expect([lines[0], lines[lines.length - 1]]).toEqual([1, done])
          expect(lines.length).toBeLessThanOrEqual(22)
          expect(new Set(lines).size).toBe(lines.length)
          if (done === epochs) expect(lines.length).toBeGreaterThanOrEqual(Math.min(epochs, 11))
        },
      ),
    )
  })

  test('each, where they take seconds', () => {
    expect(said(1000, 7, 5000)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(said(1000, 7, 2500)).toEqual([1, 3, 5, 7])
  })
})

describe('a line of an epoch', () => {
  const record = { epoch: 1234, loss: 0.123456, accuracy: 1, valLoss: 0.123456, valAccuracy: 1 }

  test('fits 80 columns with a part for validation, whatever patience goes by', () => {
    const config = { epochs: 2000 }
    const line = epochLine(record, config, 1e6)
    expect(line).toBe('epoch 1234/2000  loss: train 0.12346 (100.00 %), validation 0.12346 (100.00 %)')
    const longest = epochLine(
      { ...record, valMetric: 0.123456 },
      { ...config, metric: 'balanced-accuracy' },
      1e6,
    )
    expect(longest).toBe('epoch 1234/2000  loss: train 0.12346, validation 0.12346  balanced-accuracy 0.1235')
    for (const each of [line, longest]) expect(each.length).toBeLessThanOrEqual(82)
  })

  test('of large losses too, and of numbers, which have no accuracy', () => {
    const line = epochLine(
      { ...record, loss: 123456.789, valLoss: 98765.4321, accuracy: Number.NaN, valAccuracy: Number.NaN },
      { epochs: 2000 },
      1,
    )
    expect(line).toBe('epoch 1234/2000  loss: train 1.235e+5, validation 9.877e+4')
  })
})
