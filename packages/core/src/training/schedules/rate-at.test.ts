import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../errors.js'
import {
  constant,
  cosine,
  exponentialDecay,
  oneCycle,
  plateau,
  rateAt,
  SCHEDULES,
  type Schedule,
  type ScheduledRun,
  stepDecay,
} from '../schedules.js'

const RUN: ScheduledRun = { stepsPerEpoch: 4, epochs: 10 }
const ratesOf = (schedule: Schedule, run: ScheduledRun = RUN, η = 1) =>
  Array.from({ length: run.stepsPerEpoch * run.epochs }, (_, step) => rateAt(schedule, η, step, run))

const ALL: readonly Schedule[] = [
  constant(),
  stepDecay({ every: 3, gamma: 0.5 }),
  exponentialDecay({ gamma: 0.9 }),
  cosine({ warmup: 7 }),
  oneCycle(),
  plateau({ patience: 1 }),
]
const runs = fc
  .record({ stepsPerEpoch: fc.integer({ min: 1, max: 9 }), epochs: fc.integer({ min: 1, max: 30 }) })
  .chain((run) =>
    fc.record({
      stepsPerEpoch: fc.constant(run.stepsPerEpoch),
      epochs: fc.constant(run.epochs),
      validationLosses: fc.array(fc.double({ min: 0, max: 3, noNaN: true }), {
        minLength: run.epochs,
        maxLength: run.epochs,
      }),
    }),
  )
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constantFrom(...ALL),
  fc.nat(400).map((warmup) => cosine({ warmup })),
  fc.double({ min: 0, max: 1, noNaN: true }).map((pctStart) => oneCycle({ pctStart })),
  fc.nat(4).map((patience) => plateau({ patience, factor: 0.5 })),
)

describe('every schedule', () => {
  test('is there, and is plain data', () => {
    expect(ALL.map(({ name }) => name)).toEqual([...SCHEDULES])
    for (const schedule of ALL) expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule)
  })

  test('keeps the rate above 0 and at most at η, in any run', () => {
    fc.assert(
      fc.property(schedules, runs, (schedule, run) => {
        for (const rate of ratesOf(schedule, run, 0.3)) {
          expect(rate).toBeGreaterThan(0)
          expect(rate).toBeLessThanOrEqual(0.3 * (1 + Number.EPSILON))
        }
      }),
    )
  })

  test('refuses steps that the run does not have', () => {
    for (const schedule of ALL) {
      for (const step of [-1, 0.5, 40, Number.NaN]) {
        expect(() => rateAt(schedule, 1, step, RUN)).toThrow('a run of 40 steps has no step')
      }
    }
    expect(() => rateAt({ name: 'linear' } as unknown as Schedule, 1, 0, RUN)).toThrow(
      "a schedule as cosine() makes it: expected one of constant, step, exponential, cosine, one-cycle, plateau, found 'linear'",
    )
  })
})

describe('decay', () => {
  test('by steps multiplies after so many epochs', () => {
    const rates = ratesOf(stepDecay({ every: 4, gamma: 0.5 }))
    expect(rates).toEqual([...Array(16).fill(1), ...Array(16).fill(0.5), ...Array(8).fill(0.25)])
  })

  test('is exponential by epochs, factor by factor', () => {
    const rates = ratesOf(exponentialDecay({ gamma: 0.9 }), RUN, 0.1)
    expect([rates[3], rates[4], rates[8], rates[12]]).toEqual([
      0.1,
      0.1 * 0.9,
      0.1 * 0.9 * 0.9,
      0.1 * 0.9 * 0.9 * 0.9,
    ])
  })

  test('ends at the smallest rate that there is, however long the run', () => {
    const run = { stepsPerEpoch: 1, epochs: 1e9 }
    expect(rateAt(exponentialDecay({ gamma: 0.5 }), 1, 1e9 - 1, run)).toBe(0)
    expect(rateAt(exponentialDecay({ gamma: 1 }), 1, 1e9 - 1, run)).toBe(1)
  })
})

describe('cosine', () => {
  test('rises along a line to η, then falls to 0, which the step after the last would have', () => {
    const rates = ratesOf(cosine({ warmup: 4 }))
    expect(rates.slice(0, 5)).toEqual([0.2, 0.4, 0.6, 0.8, 1])
    expect(rates[4 + 18]).toBe(0.5)
    expect(rates[4 + 12]).toBeCloseTo(0.75, 15)
    for (let step = 5; step < 40; step++) expect(rates[step]).toBeLessThan(rates[step - 1])
    expect(rates[39]).toBeCloseTo((Math.PI / 36) ** 2 / 4, 5)
  })

  test('without a rise begins at η', () => {
    expect(rateAt(cosine(), 0.7, 0, RUN)).toBe(0.7)
  })
})

describe('one-cycle', () => {
  test('begins at η / divFactor, peaks at pctStart · T − 1, ends at the first / finalDivFactor', () => {
    const rates = ratesOf(oneCycle({ pctStart: 0.25, divFactor: 10, finalDivFactor: 50 }))
    expect(rates[0]).toBeCloseTo(0.1, 15)
    expect([rates[9], rates[39]]).toEqual([1, 0.002])
    for (let step = 1; step < 40; step++) expect(rates[step] > rates[step - 1]).toBe(step <= 9)
  })

  test('whose rise has no steps begins at η', () => {
    expect(rateAt(oneCycle({ pctStart: 0.1 }), 1, 0, { stepsPerEpoch: 10, epochs: 1 })).toBe(1)
  })
})

describe('plateau', () => {
  const falls = (validationLosses: readonly number[], patience: number) => {
    const run = { stepsPerEpoch: 1, epochs: validationLosses.length + 1, validationLosses }
    return ratesOf(plateau({ factor: 0.5, patience }), run)
  }

  test('falls after more than `patience` epochs without a better loss, and counts again', () => {
    expect(falls([1, 1, 1, 1, 1], 1)).toEqual([1, 1, 1, 0.5, 0.5, 0.25])
    expect(falls([1, 1, 1], 0)).toEqual([1, 1, 0.5, 0.25])
  })

  test('takes as better what is below the best by more than 1e-4 of it', () => {
    expect(falls([2, 2 * (1 - 1e-4), 2], 1)).toEqual([1, 1, 1, 0.5])
    expect(falls([2, 2 * (1 - 1.01e-4), 2], 1)).toEqual([1, 1, 1, 1])
  })

  test('takes a loss that is not a number as no better', () => {
    expect(falls([1, Number.NaN, Number.NaN], 1)).toEqual([1, 1, 1, 0.5])
  })

  test('stops where the rate would change by no more than 1e-8', () => {
    expect(Math.min(...falls(Array(60).fill(1), 0))).toBe(2 ** -26)
  })

  test('does not look ahead: later losses change nothing', () => {
    fc.assert(
      fc.property(runs, fc.nat(), (run, choice) => {
        const step = choice % (run.stepsPerEpoch * run.epochs)
        const sofar = run.validationLosses.slice(0, Math.floor(step / run.stepsPerEpoch))
        const schedule = plateau({ factor: 0.5, patience: 0 })
        expect(rateAt(schedule, 1, step, { ...run, validationLosses: sofar })).toBe(
          rateAt(schedule, 1, step, run),
        )
      }),
    )
  })

  test('asks for the losses that it needs', () => {
    expect(() => rateAt(plateau(), 1, 8, { ...RUN, validationLosses: [1] })).toThrow(
      'the schedule plateau needs the validation loss of 2 epochs before step 8, found 1',
    )
    expect(() => rateAt(plateau(), 1, 4, RUN)).toThrow(UsageError)
    expect(rateAt(plateau(), 1, 3, RUN)).toBe(1)
  })
})

test('a run of unknown length has schedules that do not end with it', () => {
  const run = { stepsPerEpoch: 4, epochs: Number.POSITIVE_INFINITY }
  expect(rateAt(stepDecay({ every: 1, gamma: 0.5 }), 1, 9, run)).toBe(0.25)
  for (const schedule of [cosine(), oneCycle()]) {
    expect(() => rateAt(schedule, 1, 9, run)).toThrow(
      `the schedule ${schedule.name} ends with the run: expected its number of epochs`,
    )
  }
})

test.each([
  ['step: every: expected a whole number from 1, found 0', () => stepDecay({ every: 0 })],
  ['step: gamma: expected a factor above 0, at most 1, found 0', () => stepDecay({ every: 2, gamma: 0 })],
  [
    'exponential: gamma: expected a factor above 0, at most 1, found 1.1',
    () => exponentialDecay({ gamma: 1.1 }),
  ],
  ['cosine: warmup: expected a whole number from 0, found -1', () => cosine({ warmup: -1 })],
  ['cosine: warmup: expected a whole number from 0, found 2.5', () => cosine({ warmup: 2.5 })],
  ['one-cycle: pctStart: expected a number from 0 to 1, found NaN', () => oneCycle({ pctStart: Number.NaN })],
  ['one-cycle: divFactor: expected a number from 1, found 0.5', () => oneCycle({ divFactor: 0.5 })],
  ['plateau: patience: expected a whole number from 0, found -1', () => plateau({ patience: -1 })],
])('options out of range are refused: %s', (message, make) => {
  expect(make).toThrow(message)
})
