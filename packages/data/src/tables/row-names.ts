import { calendarsOf } from './calendar.js'
import type { TableLayout } from './find-columns.js'
import { MissingCodes } from './missing.js'
import { takeApart } from './number-form.js'
import { rowsOf } from './table.js'

/** Rows below which cells that are all different may be anything. */
const FEWEST_ROWS = 10

/** Those of some columns that have no value in any row, also none that is nested. */
export function emptyColumns(
  layout: TableLayout,
  places: readonly number[],
  naValues: readonly string[] | undefined,
): readonly number[] {
  const { nested } = layout.text.written ?? {}
  let empty = places.filter((place) => !nested?.has(layout.names[place]))
  const missing = new MissingCodes(naValues)
  const rows = rowsOf(layout)
  let hasRows = false
  while (empty.length > 0 && rows.next()) {
    hasRows = true
    empty = empty.filter((place) => place < rows.count && missing.has(rows, place))
  }
  return hasRows ? empty : []
}

/**
 * The column that names the rows, as R and pandas write it: the only one without a name, which has in each row another
 * text or another whole number. Undefined where there is none, or where it may be told from what it counts
 * (`countsRows`). Of a text read piece by piece it is one whose numbers rise: not all cells are kept.
 */
export function rowNamesOf(layout: TableLayout, naValues: readonly string[] | undefined): number | undefined {
  const { unnamed, header, names, text } = layout
  const [place] = unnamed
  if (!header || unnamed.size !== 1 || names.length < 3) return undefined
  const missing = new MissingCodes(naValues)
  const seen = text.rest ? undefined : new Set<string>()
  const rows = rowsOf(layout)
  let [count, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let isWhole = true
  while (rows.next()) {
    // A row of another length is refused where it is read.
    if (place >= rows.count || missing.has(rows, place)) return undefined
    const cell = rows.text(place)
    const value = /^\d{1,15}$/.test(cell) ? Number(cell) : undefined
    if (value === undefined) {
      if (takeApart(cell) || calendarsOf(cell) !== 0) return undefined
      isWhole = false
    } else if (!seen && value <= most) return undefined
    if (!seen && !isWhole) return undefined
    if (seen?.has(cell)) return undefined
    seen?.add(cell)
    count++
    least = Math.min(least, value ?? least)
    most = Math.max(most, value ?? most)
  }
  const counts = isWhole && most - least === count - 1
  return count >= FEWEST_ROWS && !counts ? place : undefined
}
