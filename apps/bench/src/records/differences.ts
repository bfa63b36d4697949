import { differ, median, ratios } from '../statistics.js'
import type { ScalingRecord, ScalingRow } from './record.js'

/** What became of one measurement. */
export interface Difference {
  readonly before: ScalingRow
  readonly after: ScalingRow
  /** The rate after by the rate before; of rates by the register loop's peak where that was asked for. */
  readonly ratio: number
  /** More than noise: the samples differ, and their medians by more than the least that counts. */
  readonly changed: boolean
}

/** A smaller change of the median does not count, however sure: layouts of memory alone cost so much. */
export const LEAST = 0.03

/** How rates are compared: as they are, or each by the register loop's peak of its round. */
export type Yardstick = 'seconds' | 'peak'

/** Compares the measurements that two records have in common. */
export function differences(before: ScalingRecord, after: ScalingRecord, yardstick: Yardstick): Difference[] {
  return after.rows.flatMap((row) => {
    const same = before.rows.find((other) => isSame(row, other))
    return same ? [compareRows(same, row, yardstick)] : []
  })
}

/** Whether something became slower by more than noise. */
export function isSlower({ changed, ratio }: Difference): boolean {
  return changed && ratio < 1
}

/**
 * The differences again, after what was slower has been measured a second time: only what is slower both times is.
 * A host that has other things to do for a minute looks like a slower program within that minute.
 */
export function confirmed(first: readonly Difference[], second: readonly Difference[]): Difference[] {
  return first.map((one) => {
    if (!isSlower(one)) return one
    const again = second.find(({ after }) => isSame(after, one.after))
    return again && isSlower(again) ? again : { ...one, changed: false }
  })
}

function compareRows(before: ScalingRow, after: ScalingRow, yardstick: Yardstick): Difference {
  const [a, b] = [before, after].map((row) => ratesOf(row, yardstick))
  const ratio = median(b) / median(a)
  return { before, after, ratio, changed: differ(a, b) && Math.abs(ratio - 1) > LEAST }
}

function ratesOf({ samples, peaks }: ScalingRow, yardstick: Yardstick): number[] {
  return yardstick === 'peak' ? ratios(samples, peaks) : [...samples]
}

/** The same network, examples and workers: what a name stands for may have changed. */
function isSame(a: ScalingRow, b: ScalingRow): boolean {
  const key = ({ scenario, sizes, batchSize, examples, strategy, threads }: ScalingRow): string =>
    JSON.stringify([scenario, sizes, batchSize, examples, strategy, threads])
  return key(a) === key(b)
}
