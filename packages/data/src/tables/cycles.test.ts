import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CycleSurvey } from './cycle-survey.js'
import { writeCycles } from './cycles.js'
import { fromRows, rowFeatures } from './from-rows.js'
import { largeTableSplit } from './large-table.js'
import { tableFormOf } from './model-form.js'
import { tableDataset, tableFeatures } from './table-dataset.js'
import type { TableForm } from './table-form.js'
import type { TableOptions } from './table-options.js'
import { tableSplit } from './table-split.js'
import type { TableSource } from './written-table.js'

const DAY = 86_400_000
const YEAR = 365.2425
const SEASONS = [YEAR, YEAR / 2, YEAR / 3]
const HOURS = [1, 1 / 2, 1 / 3, 1 / 4]
const WEEKDAYS = [7, 7 / 2, 7 / 3]
/** With few moments, and with many. */
const FEW = [1, 7, ...SEASONS]
const ALL = [...HOURS, ...WEEKDAYS, ...SEASONS]

/** Moments all over some years, to the second; of some rows none. */
const rides = fc
  .array(
    fc.record({
      second: fc.option(fc.integer({ min: -4e8, max: 4e8 }), { nil: undefined, freq: 6 }),
      fare: fc.integer({ min: 1, max: 1000 }),
    }),
    { minLength: 4, maxLength: 30 },
  )
  .map((rows) => [
    // Over a year at different times of day, so that each cycle is there; and one without.
    ...[0, 31_708_800, 1_000_000, undefined].map((second, n) => ({ second, fare: 1 + n / 8 })),
    ...rows,
  ])

function textOf(second: number | undefined): string {
  return second === undefined ? '' : new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ')
}

function sourceOf(text: string): TableSource {
  return { file: 'rides.csv', bytes: new TextEncoder().encode(text) }
}

/** The same, of which the first row alone is in memory. */
function largeOf(text: string): TableSource {
  const { file, bytes } = sourceOf(text)
  const read = (begin: number, end: number) => bytes.slice(begin, end)
  const held = bytes.slice(0, text.indexOf('\n', text.indexOf('\n') + 1) + 1)
  return { file, bytes: held, rest: { size: bytes.length, checked: 0, piece: 64, read } }
}

/** The cosine and the sine of each cycle, as inputs are: float32. */
function cyclesAt(days: number, periods: readonly number[] = ALL): number[] {
  const inputs = new Float32Array(2 * periods.length)
  writeCycles(inputs, 0, days, periods)
  return [...inputs]
}

function periodsOf(days: readonly number[]): readonly number[] | undefined {
  const survey = new CycleSurvey()
  for (const each of days) survey.add(each)
  return survey.cycles.cycles
}

describe('cycles of a moment', () => {
  const eighths = fc.integer({ min: -800_000, max: 800_000 }).map((n) => n / 8)

  it('are those of the same time of day a day later, of the same weekday a week later', () => {
    fc.assert(
      fc.property(eighths, fc.integer({ min: -1000, max: 1000 }), (days, more) => {
        expect(cyclesAt(days + more, [1])).toEqual(cyclesAt(days, [1]))
        expect(cyclesAt(Math.floor(days) + 0.9, [7])).toEqual(cyclesAt(days, [7]))
        for (const [n, value] of cyclesAt(days + 7 * more, [7]).entries())
          expect(value).toBeCloseTo(cyclesAt(days, [7])[n], 6)
      }),
    )
  })

  it('are a cosine and a sine', () => {
    fc.assert(
      fc.property(eighths, (days) => {
        const [cosine, sine] = [Math.cos, Math.sin].map((wave) =>
          ALL.map((period) => wave((2 * Math.PI * (period > 1 ? Math.floor(days) : days)) / period)),
        )
        const expected = ALL.flatMap((_, n) => [cosine[n], sine[n]])
        for (const [n, value] of cyclesAt(days).entries()) expect(value).toBeCloseTo(expected[n], 6)
      }),
    )
    expect(cyclesAt(19_000.25, [1])).toEqual([0, 1])
  })

  it.each([
    ['a day of hours', Array.from({ length: 24 }, (_, n) => 19_000 + n / 24), undefined],
    ['three days of hours', Array.from({ length: 72 }, (_, n) => 19_000 + n / 24), [1]],
    ['a month of days', Array.from({ length: 30 }, (_, n) => 19_000 + n), [7]],
    ['a month of noons', Array.from({ length: 30 }, (_, n) => 19_000.5 + n), [7]],
    ['a year of Mondays', Array.from({ length: 52 }, (_, n) => 19_002 + 7 * n), SEASONS],
    ['some years of months', Array.from({ length: 40 }, (_, n) => Date.UTC(2020, n) / DAY), SEASONS],
    ['new year after new year', Array.from({ length: 40 }, (_, n) => Date.UTC(1990 + n, 0) / DAY), undefined],
    ['one moment, and gaps', [19_000, Number.NaN, 19_000], undefined],
    ['twenty years of days', Array.from({ length: 999 }, (_, n) => 12_000 + 8 * n), [7, ...SEASONS]],
    ['more than twenty', Array.from({ length: 1000 }, (_, n) => 12_000 + 8 * n), [...WEEKDAYS, ...SEASONS]],
    ['two years of hours', Array.from({ length: 17_520 }, (_, n) => 19_000 + n / 24), ALL],
  ])('are learned of %s where they tell rows apart', (_, days, expected) => {
    expect(periodsOf(days)).toEqual(expected)
  })
})

describe('a column of moments', () => {
  it('gives the same bits in memory, read in passes, of rows and of a model', () => {
    fc.assert(
      fc.property(
        rides,
        fc.constantFrom('indicator' as const, 'mean' as const, 'drop' as const),
        (rows, missing) => {
          const text = `when,n,fare\n${rows.map(({ second, fare }, n) => `${textOf(second)},${n % 3},${fare}`).join('\n')}\n`
          const asked: TableOptions = { label: ['fare'], task: 'regress', missing, scaling: 'none' }
          const inMemory = tableSplit(sourceOf(text), asked, 1, 0)
          const { train, form } = inMemory
          expect(form.features[0].cycles).toEqual(FEW)
          const asModel: TableForm = JSON.parse(JSON.stringify(form))
          const table = JSON.parse(JSON.stringify(form))
          expect(tableFormOf({ version: 1, sizes: [train.inputs, 1], table })).toEqual(asModel)
          const large = largeTableSplit(largeOf(text), asked, 1, 0)
          expect(large.train.features.length).toBe(train.features.length)
          for (const [at, value] of large.train.features.entries()) {
            // The mean of the days, where one is missing, is summed in another order.
            if (Math.abs(value) <= 1) expect(value).toBe(train.features[at])
          }
          expect(tableDataset(sourceOf(text), asModel).features).toEqual(train.features)
          const objects = (when: (second: number) => unknown) =>
            rows.map(({ second, fare }, n) => ({
              when: second === undefined ? undefined : when(second),
              n: n % 3,
              fare,
            }))
          const asTexts = objects(textOf)
          const asDates = objects((second) => new Date(second * 1000))
          const how = { ...asked, label: 'fare', testFraction: 0 }
          const ofTexts = fromRows(asTexts, how)
          expect(ofTexts.train.features).toEqual(train.features)
          const ofDates = fromRows(asDates, how)
          expect(ofDates.train.features).toEqual(train.features)
          const whole = (all: readonly { when: unknown }[]) =>
            all.filter(({ when }) => missing !== 'drop' || when !== undefined)
          expect(rowFeatures(whole(asTexts), asModel)).toEqual(train.features)
          expect(rowFeatures(whole(asDates), ofDates.form)).toEqual(train.features)
        },
      ),
    )
  })

  it('is days alone where that is asked for, or in the form of a model that was made before', () => {
    const text = `when,fare\n${Array.from({ length: 800 }, (_, n) => `${textOf(n * 90_000)},${n % 7}.5`).join('\n')}\n`
    const asked: TableOptions = { label: ['fare'], cycles: false }
    const { train, form } = tableSplit(sourceOf(text), asked, 1, 0)
    expect(form.features).toEqual([{ name: 'when', categories: [], number: { calendar: 'yyyy-mm-dd' } }])
    expect(train.inputs).toBe(1)
    expect(largeTableSplit(largeOf(text), asked, 1, 0).form.features).toEqual(form.features)
    expect(tableFeatures(sourceOf(text), form)).toEqual(train.features)
    expect(tableSplit(sourceOf(text), { label: ['fare'], form }, 1, 0).train.features).toEqual(train.features)
  })

  it('is said in a line, as what it is learned from; times and labels stay one number', () => {
    const rows = Array.from(
      { length: 1000 },
      (_, n) => `${textOf(n * 90_000)},${n % 24}:30,${textOf(n * 90_061).slice(0, 10)}`,
    )
    const text = `when,"at",due\n${rows.join('\n')}\n`
    for (const split of [tableSplit, largeTableSplit] as const) {
      const notes: string[] = []
      const note = (line: string) => notes.push(line)
      const source = split === tableSplit ? sourceOf(text) : largeOf(text)
      const { form } = split(source, { label: ['due'], note }, 1, 0)
      expect(form.features.map(({ cycles }) => cycles)).toEqual([ALL, undefined])
      expect(notes).toContain(
        'rides.csv: "when" is learned from as days, time of day, weekday and time of year',
      )
      expect(notes.filter((line) => line.includes('is learned from as'))).toHaveLength(1)
    }
  })
})
