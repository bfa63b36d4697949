import { quote } from '../refuse.js'
import type { NumberForm } from './number-form.js'
import type { FeatureForm } from './table-form.js'
import { limited } from './table-notes.js'

const DAY = 86_400_000

/** A cycle that a column of moments may follow. */
interface Cycle {
  readonly name: string
  /** In days. */
  readonly period: number
  /** Days from the first moment to the last below which it says nothing that the days do not say. */
  readonly span: number
}

/** Of a year as the Gregorian calendar has it. */
const CYCLES: readonly Cycle[] = [
  { name: 'time of day', period: 1, span: 2 },
  { name: 'weekday', period: 7, span: 21 },
  { name: 'time of year', period: 365.2425, span: 300 },
]

/** Moments that are closer than this part of a period are at the same point of it. */
const SAME = 0.01

/** Finds out which cycles a column of moments follows, from one moment after the other. */
export class CycleSurvey {
  #first = Number.NaN
  #least = Number.POSITIVE_INFINITY
  #most = Number.NEGATIVE_INFINITY
  /** Whether all moments are at the same point of each cycle. */
  readonly #isSame = CYCLES.map(() => true)
  /** Whether all are on the same day of their months, as in records of months. */
  #isMonthly = true

  /** @param days since 1970-01-01; NaN for a moment that is missing */
  add(days: number): void {
    if (Number.isNaN(days)) return
    if (Number.isNaN(this.#first)) this.#first = days
    if (days < this.#least) this.#least = days
    if (days > this.#most) this.#most = days
    for (const [cycle, { period }] of CYCLES.entries()) {
      if (!this.#isSame[cycle]) continue
      const turns = (days - this.#first) / period
      this.#isSame[cycle] = Math.abs(turns - Math.round(turns)) < SAME
    }
    this.#isMonthly &&= dayOfMonth(days) === dayOfMonth(this.#first)
  }

  /** The cycles that it follows, as a feature keeps them. */
  get cycles(): Pick<FeatureForm, 'cycles'> {
    const span = this.#most - this.#least
    const follows = ({ name, span: least }: Cycle, cycle: number): boolean =>
      span >= least && !this.#isSame[cycle] && !(name === 'weekday' && this.#isMonthly)
    const cycles = CYCLES.filter(follows).map(({ period }) => period)
    return cycles.length > 0 ? { cycles } : {}
  }
}

function dayOfMonth(days: number): number {
  return new Date(Math.floor(days) * DAY).getUTCDate()
}

/** Whether numbers in a form are days, with the time of day or without, and not hours. */
export function isMoment(form: NumberForm | undefined): boolean {
  return form !== undefined && 'calendar' in form && !form.calendar.startsWith('h:mm')
}

/** Lines about columns that are learned from as several inputs. */
export function cycleNotes(features: readonly FeatureForm[]): string[] {
  return limited(
    features.flatMap(({ name, cycles = [] }) => {
      const names = CYCLES.filter(({ period }) => cycles.includes(period)).map(({ name: cycle }) => cycle)
      const last = names.pop()
      if (last === undefined) return []
      return [`${quote(name)} is learned from as ${['days', ...names].join(', ')} and ${last}`]
    }),
  )
}
