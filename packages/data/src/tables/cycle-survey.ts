import { quote } from '../refuse.js'
import type { NumberForm } from './number-form.js'
import type { FeatureForm } from './table-form.js'
import { limited } from './table-notes.js'

const DAY = 86_400_000

/** A wave of a cycle that a column of moments may follow. */
interface Wave {
  /** Of its cycle. */
  readonly name: string
  /** In days. */
  readonly period: number
  /** Days from the first moment to the last below which it says nothing that the days do not say. */
  readonly span: number
  /** Moments below which it is more to learn than they teach. */
  readonly count: number
}

/**
 * Each cycle has overtones, for a single wave has no two rush hours: those of a week tell its seven days apart. Of a year, as
 * the Gregorian calendar has it, they come with any number of moments: with one wave months are hardly told apart.
 */
const WAVES: readonly Wave[] = [
  ...waves(4, { name: 'time of day', period: 1, span: 2, count: 1000 }),
  ...waves(3, { name: 'weekday', period: 7, span: 21, count: 1000 }),
  ...waves(3, { name: 'time of year', period: 365.2425, span: 300, count: 0 }),
]

/** A wave of a whole period, with any number of moments, and its overtones, of a half, a third and so on. */
function waves(most: number, { period, count, ...cycle }: Wave): Wave[] {
  return Array.from({ length: most }, (_, n) => ({
    ...cycle,
    period: period / (n + 1),
    count: n === 0 ? 0 : count,
  }))
}

/** Moments that are closer than this part of a period are at the same point of it. */
const SAME = 0.01

/** Finds out which waves of cycles a column of moments follows, from one moment after the other. */
export class CycleSurvey {
  #first = Number.NaN
  #least = Number.POSITIVE_INFINITY
  #most = Number.NEGATIVE_INFINITY
  #count = 0
  /** Whether all moments are at the same point of each wave. */
  readonly #isSame = WAVES.map(() => true)
  /** Whether all are on the same day of their months, as in records of months. */
  #isMonthly = true

  /** @param days since 1970-01-01; NaN for a moment that is missing */
  add(days: number): void {
    if (Number.isNaN(days)) return
    this.#count++
    if (Number.isNaN(this.#first)) this.#first = days
    if (days < this.#least) this.#least = days
    if (days > this.#most) this.#most = days
    for (const [wave, { period }] of WAVES.entries()) {
      if (!this.#isSame[wave]) continue
      const turns = (days - this.#first) / period
      this.#isSame[wave] = Math.abs(turns - Math.round(turns)) < SAME
    }
    this.#isMonthly &&= dayOfMonth(days) === dayOfMonth(this.#first)
  }

  /** The waves that it follows, as a feature keeps them. */
  get cycles(): Pick<FeatureForm, 'cycles'> {
    const span = this.#most - this.#least
    const follows = ({ name, span: least, count }: Wave, wave: number): boolean =>
      span >= least && this.#count >= count && !this.#isSame[wave] && !(name === 'weekday' && this.#isMonthly)
    const cycles = WAVES.filter(follows).map(({ period }) => period)
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
      const followed = WAVES.filter(({ period }) => cycles.includes(period))
      const names = [...new Set(followed.map(({ name: cycle }) => cycle))]
      const last = names.pop()
      if (last === undefined) return []
      return [`${quote(name)} is learned from as ${['days', ...names].join(', ')} and ${last}`]
    }),
  )
}
