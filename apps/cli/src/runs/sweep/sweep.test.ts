import { createRandom } from '@antigrad/core'
import { Command } from 'commander'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsFor } from '../../hyperparameters/flags.js'
import { candidatesOf } from './begin.js'
import { drawnFrom, gridOf } from './candidates.js'
import { roundsOf, untilOf } from './halving.js'
import { drawFrom, rangeIn } from './number-range.js'
import { addSwept, type SweptByKey, sweptIn } from './swept.js'

/** What a command line asks for. */
function swept(...words: string[]): SweptByKey {
  const command = new Command().exitOverride().configureOutput({ writeErr: () => {} })
  addSwept(command)
  return sweptIn(command.parse(words, { from: 'user' }).opts())
}

describe('values and ranges', () => {
  test('every hyperparameter takes several values, each as its own flag does', () => {
    const words = gridOf(swept('--hidden', '8', '16,8', 'none', '--lr', '1', '3', '--grey')).map((each) =>
      wordsFor(each).join(' '),
    )
    expect(words).toEqual([
      '--grey --hidden=8 --lr=1',
      '--grey --hidden=8 --lr=3',
      '--grey --hidden=16,8 --lr=1',
      '--grey --hidden=16,8 --lr=3',
      '--grey --hidden=none --lr=1',
      '--grey --hidden=none --lr=3',
    ])
  })

  test('a value given twice is one', () => {
    expect(gridOf(swept('--lr', '1', '1.0', '2'))).toHaveLength(2)
  })

  test.each([
    [['--lr', '0.1..0.01'], /to a larger one/],
    [['--lr', '0..1'], /does not take 0/],
    [['--momentum', 'log:0..0.9'], /begin above 0/],
    [['--lr', '0.1..1', '2'], /one range, or values/],
    [['--lr', '1', '0.1..1'], /one range, or values/],
    [['--optimizer', 'sgd', 'adm'], /Allowed choices/],
    [['--hidden', '0'], /128,64/],
  ])('%j is refused', (words, message) => {
    expect(() => swept(...words)).toThrow(message)
  })

  test('draws lie in their range, whole where the hyperparameter takes no others', () => {
    const ends = fc.tuple(
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
    )
    fc.assert(
      fc.property(ends, fc.boolean(), fc.boolean(), fc.integer(), ([a, b], log, whole, seed) => {
        const written = (value: number): string => String(whole ? Math.ceil(value) : value)
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map(written)
        fc.pre(Number(low) < Number(high))
        const takes = (text: string): boolean => !whole || /^\d+$/.test(text)
        const range = rangeIn(`${log ? 'log:' : ''}${low}..${high}`, takes)
        expect(range).toMatchObject({ log, whole })
        if (!range) return
        const random = createRandom(seed, 0)
        for (let n = 0; n < 20; n++) {
          const drawn = Number(drawFrom(range, random))
          expect(drawn >= range.low && drawn <= range.high).toBe(true)
          if (whole) expect(Number.isInteger(drawn)).toBe(true)
        }
      }),
    )
  })

  test('a logarithmic range has as many draws in each power of ten', () => {
    const range = { low: 1e-4, high: 1, log: true, whole: false }
    const random = createRandom(1, 0)
    const powers = Array.from({ length: 4000 }, () => Math.floor(Math.log10(Number(drawFrom(range, random)))))
    for (const power of [-4, -3, -2, -1]) {
      expect(powers.filter((each) => each === power).length / 4000).toBeCloseTo(0.25, 1)
    }
  })

  test('the same numbers for the same seed, and on every machine', () => {
    const asked = drawnFrom(swept('--lr', 'log:0.001..0.1', '--batch-size', '8..64'), 3, 1)
    expect(asked.map((each) => wordsFor(each).join(' '))).toMatchInlineSnapshot(`
      [
        "--batch-size=47 --lr=0.006761",
        "--batch-size=24 --lr=0.002266",
        "--batch-size=34 --lr=0.003515",
      ]
    `)
  })
})

describe('random', () => {
  test('no two runs are alike, and there are no more than there can be', () => {
    const few = swept('--lr', '1', '2', '--hidden', '8', '16')
    expect(new Set(drawnFrom(few, 50, 1).map((each) => wordsFor(each).join(' '))).size).toBe(4)
    expect(drawnFrom(few, 50, 1)).toHaveLength(4)
    expect(drawnFrom(swept('--lr', '1..2'), 50, 1)).toHaveLength(50)
  })
})

describe('what a sweep is asked', () => {
  test('a part for validation is held back by itself, unless one is asked for', () => {
    const { runs, heldBack } = candidatesOf(swept('--lr', '1', '2'), {})
    expect(heldBack).toBe(true)
    expect(runs.map(({ flags }) => flags)).toEqual([
      ['--lr=1', '--val-split=0.2'],
      ['--lr=2', '--val-split=0.2'],
    ])
    expect(candidatesOf(swept('--lr', '1', '2', '--val-split', '0.1'), {}).heldBack).toBe(false)
  })

  test('--metric is asked of the runs only where they have patience', () => {
    const { runs, metric } = candidatesOf(swept('--lr', '1', '2', '--metric', 'auc'), {})
    expect(metric).toBe('auc')
    expect(runs[0].flags).toEqual(['--lr=1', '--val-split=0.2'])
    const patient = candidatesOf(swept('--lr', '1', '2', '--metric', 'auc', '--patience', '3'), {})
    expect(patient.runs[0].flags).toContain('--metric=auc')
  })

  test.each([
    [['--lr', '1'], {}, /found one run/],
    [['--lr', '1..2'], {}, /--lr: expected values, found a range/],
    [['--folds', '5', '--lr', '1', '2'], {}, /--folds: expected with train/],
    [['--threads', '1', '2', '--lr', '1', '2'], {}, /--threads: expected one value/],
    [
      [
        '--lr',
        ...Array.from({ length: 101 }, (_, n) => String(n + 1)),
        '--seed',
        ...Array.from({ length: 100 }, (_, n) => String(n)),
      ],
      {},
      /at most 10000 runs/,
    ],
  ])('%j is refused', (words, asked, message) => {
    expect(() => candidatesOf(swept(...words), asked)).toThrow(message)
  })
})

describe('successive halving', () => {
  test('27 runs of 27 epochs: 27 to epoch 1, 9 to 3, 3 to 9, one to its end', () => {
    const rounds = roundsOf(27, 27)
    expect(rounds.map(({ runs }) => runs)).toEqual([27, 9, 3, 1])
    expect(rounds.map((round) => untilOf(27, round))).toEqual([1, 3, 9, undefined])
  })

  test('whatever is asked: all begin, fewer go on, each further than before, some to their end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 500 }), fc.integer({ min: 1, max: 1000 }), (runs, epochs) => {
        const rounds = roundsOf(runs, epochs)
        expect(rounds[0].runs).toBe(runs)
        expect(rounds[rounds.length - 1].divisor).toBe(1)
        for (let n = 1; n < rounds.length; n++) {
          expect(rounds[n].runs).toBeLessThan(rounds[n - 1].runs)
          expect(rounds[n].runs).toBeGreaterThan(0)
          const [before, after] = [n - 1, n].map((at) => untilOf(epochs, rounds[at]) ?? epochs)
          expect(before).toBeLessThan(after)
          expect(before).toBeGreaterThan(0)
        }
      }),
    )
  })
})
