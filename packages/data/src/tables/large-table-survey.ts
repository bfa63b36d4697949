import { refuse } from '../refuse.js'
import { CellReader, type ColumnKind } from './cell-reader.js'
import { CycleSurvey, cycleNotes, isMoment } from './cycle-survey.js'
import { EmptyColumns } from './empty-columns.js'
import type { TableLayout } from './find-columns.js'
import { decideKinds } from './parse-table.js'
import { RowMoments } from './row-moments.js'
import { isConstant } from './scaling.js'
import { checkColumns, visitRows } from './table.js'
import { type FeatureForm, sortTexts } from './table-form.js'
import {
  constantNote,
  countingNote,
  emptyNote,
  filledNote,
  indexNote,
  limited,
  lostNote,
} from './table-notes.js'
import type { TableOptions } from './table-options.js'
import { chooseColumns } from './table-read.js'
import { MOST_TEXTS } from './text-codes.js'
import type { TableSource } from './written-table.js'

/** What is known of a large table before its last pass. */
export interface LargeTableSurvey {
  readonly layout: TableLayout
  /** Of the labels, of the sample weights where there are, and of the features. */
  readonly places: readonly number[]
  readonly readers: readonly CellReader[]
  readonly labels: number
  /** Where the features begin in `places`. */
  readonly firstFeature: number
  readonly features: readonly FeatureForm[]
  /** Of the features. */
  readonly moments: RowMoments
  /** Whether a row is taken; the others miss a value. */
  readonly isTaken: (cells: Float64Array) => boolean
  /** Names of columns of which it is stated what they hold. */
  readonly stated: ReadonlySet<string>
}

/**
 * Finds out what the columns of a large table hold, which rows are for testing and the moments of the others: in one pass
 * where all features are plain numbers or texts, in two where some are dates or amounts, or are left out.
 * @throws BadInput as `parseTable`
 */
export function surveyLargeTable(
  source: TableSource,
  options: TableOptions,
  seed: number,
  fraction: number,
  note: (line: string) => void,
): LargeTableSurvey {
  const { layout, labels, weights, features: asked, kinds } = chooseColumns(source, options, true)
  const { file } = source
  const { names, unnamed } = layout
  const { missing = 'error' } = options
  const how = { ...options, gaps: missing !== 'error' }
  const first = labels.length + weights.length
  const judged = (cells: Float64Array): number => (missing === 'drop' ? cells.length : labels.length)
  const isTaken = (cells: Float64Array): boolean => {
    for (let at = judged(cells) - 1; at >= 0; at--) if (Number.isNaN(cells[at])) return false
    return true
  }
  const all = [...labels, ...weights, ...asked]
  checkColumns(layout, all, options.naValues)
  let rows = 0
  let moments = new RowMoments(asked.length, seed, fraction)
  // Seen in this pass, for a further one takes long.
  const empty = new EmptyColumns(all.map((_, at) => at >= first && !options.features))
  const visit = (cells: Float64Array): void => {
    rows++
    if (isTaken(cells)) moments.add(cells, first)
  }
  const decided = decideKinds(layout, all, kinds, how, visit, empty)
  const isEmpty = asked.map((_, at) => rows > 0 && empty.has(first + at))
  for (const line of limited(asked.filter((_, at) => isEmpty[at]).map((place) => emptyNote(names[place]))))
    note(line)
  const isPlain = ({ kind, form }: ColumnKind): boolean => kind === 'number' && !form
  const says = asked.map((place, at) => {
    if (options.features) return true
    if (isEmpty[at]) return false
    if (unnamed.has(place) && isPlain(decided[first + at]) && moments.countsRows(at))
      note(indexNote(place, names[place]))
    else return true
    return false
  })
  if (!says.some(Boolean)) {
    const found = isEmpty.every(Boolean) ? 'none that has a value' : 'none that say anything'
    throw refuse(file, 'line 1', 'columns to learn from', found)
  }
  // Of those the first pass has had the numbers that the last will have.
  const areRead = decided.slice(first).every((column) => isPlain(column) || column.codes)
  const isChosen = (_: unknown, at: number): boolean => at < first || says[at - first]
  const places = all.filter(isChosen)
  const readers = places.map((place, at) => new CellReader(file, names[place], decided.filter(isChosen)[at]))
  // Moments are never plain, so that their columns are read here.
  const { cycles: areWanted = true } = options
  const surveys = readers
    .slice(first)
    .map(({ kind }) => (areWanted && isMoment(kind.form) ? new CycleSurvey() : undefined))
  if (!areRead || places.length < all.length) {
    moments = new RowMoments(places.length - first, seed, fraction)
    visitRows(layout, places, readers, how, (cells) => {
      if (!isTaken(cells)) return
      moments.add(cells, first)
      for (let at = 0; at < surveys.length; at++) surveys[at]?.add(cells[first + at])
    })
  }
  const taken = moments.train + moments.test
  if (taken === 0)
    throw refuse(file, 'line 1', rows === 0 ? 'rows of values' : 'a row without a missing value', 'none')
  if (taken < rows) note(lostNote(rows - taken, rows, missing === 'drop'))
  const features = readers
    .slice(first)
    .map((reader, at) => ({ ...featureOf(reader, at, moments, missing), ...surveys[at]?.cycles }))
  const gappy = features.filter((_, at) => moments.hasGaps(at))
  if (gappy.length > 0) note(filledNote(gappy.map(({ name }) => name)))
  for (const line of cycleNotes(features)) note(line)
  noteFeatures(features, moments, note)
  const stated = new Set([...kinds.keys()].map((place) => names[place]))
  return {
    layout,
    places,
    readers,
    labels: labels.length,
    firstFeature: first,
    features,
    moments,
    isTaken,
    stated,
  }
}

function featureOf(
  { name, kind, texts }: CellReader,
  at: number,
  moments: RowMoments,
  missing: TableOptions['missing'],
): FeatureForm {
  const isNumber = kind.kind === 'number'
  const fills = missing === 'mean' || missing === 'indicator'
  return {
    name,
    categories: isNumber ? [] : sortTexts(texts.slice(0, MOST_TEXTS)),
    ...(isNumber && kind.form && { number: kind.form }),
    ...(isNumber && fills && { fill: moments.momentsOf(at).mean }),
    ...(missing === 'indicator' && moments.hasGaps(at) && { indicator: true }),
  }
}

function noteFeatures(
  features: readonly FeatureForm[],
  moments: RowMoments,
  note: (line: string) => void,
): void {
  const numbers = [...features.keys()].filter((at) => features[at].categories.length === 0)
  const counting = features.length < 2 ? [] : numbers.filter((at) => moments.countsRows(at))
  const constant = numbers.filter((at) => {
    const { least, most } = moments.momentsOf(at)
    return isConstant(least, most) && !moments.hasGaps(at)
  })
  const lines = [
    ...limited(counting.map((at) => countingNote(features[at]))),
    ...limited(constant.map((at) => constantNote(features[at]))),
  ]
  for (const line of lines) note(line)
}
