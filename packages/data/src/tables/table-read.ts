import { refuse } from '../refuse.js'
import { checkRows } from './cells.js'
import type { Column } from './column.js'
import { findColumns, type TableLayout } from './find-columns.js'
import { readColumns } from './parse-table.js'
import { emptyColumns, rowNamesOf } from './row-names.js'
import type { Table } from './table.js'
import { isMissing, keepRows, wantedBy } from './table-dataset.js'
import { checkGroups, groupsOf } from './table-groups.js'
import { layoutOf } from './table-layout.js'
import {
  countsRows,
  emptyNote,
  filledNote,
  indexNote,
  limited,
  lostNote,
  rowNamesNote,
} from './table-notes.js'
import { checkLabels, type TableOptions } from './table-options.js'
import { checkSampleWeights, sampleWeightsOf } from './table-weights.js'
import type { TableSource } from './written-table.js'

/** The columns that are learned, and those that are learned from. */
export interface ReadTable {
  readonly table: Table
  readonly label: readonly Column[]
  readonly features: readonly Column[]
  /** [rows] above 0: how much each counts in training. */
  readonly weights?: Float32Array
  /** [rows] the group of each, where they have groups. */
  readonly groups?: readonly string[]
  /** The names of those of which it is stated what they hold. */
  readonly stated: ReadonlySet<string>
}

/** Which columns of a table are learned, and which are learned from: their places. */
export interface ChosenColumns {
  readonly layout: TableLayout
  readonly labels: readonly number[]
  /** Of sample weights, and of groups: one at most. */
  readonly weights: readonly number[]
  readonly groups: readonly number[]
  readonly features: readonly number[]
  /** What columns hold, where it is stated. */
  readonly kinds: ReadonlyMap<number, 'number' | 'text'>
}

/**
 * Finds the columns that are asked for.
 * @param seesEmpty whether the caller leaves out columns without a value itself, in a pass of its own: those with a name
 * @throws BadInput as `layoutOf` and `findColumns`, for more rows than fit in memory, and where nothing is left to learn
 * from; UsageError
 */
export function chooseColumns(source: TableSource, options: TableOptions, seesEmpty = false): ChosenColumns {
  const { label, features: asked, ignore = [], categories = [], task } = options
  const { file } = source
  const weight = options.sampleWeight === undefined ? [] : [options.sampleWeight]
  const group = options.group === undefined ? [] : [options.group]
  const layout = layoutOf(source, options, [...label, ...(asked ?? []), ...ignore, ...weight, ...group])
  for (const line of layout.notes) options.note?.(line)
  // What is read piece by piece is not held in memory row by row.
  if (!layout.text.rest) checkRows(layout.text, layout.delimiter)
  const labels = findColumns(layout, label)
  checkLabels(layout, labels, options)
  const weights = findColumns(layout, weight)
  const groups = findColumns(layout, group)
  const ignored = [...findColumns(layout, ignore), ...weights, ...groups]
  const others = (): number[] =>
    [...layout.names.keys()].filter((place) => !labels.includes(place) && !ignored.includes(place))
  const features = asked ? findColumns(layout, asked) : withoutEmpty(layout, others(), options, seesEmpty)
  if (features.length === 0) throw refuse(file, 'line 1', 'columns to learn from', 'none but the label')
  const kinds = new Map<number, 'number' | 'text'>()
  for (const place of [...features, ...labels]) {
    if (layout.text.written?.categories.includes(layout.names[place])) kinds.set(place, 'text')
  }
  for (const place of findColumns(layout, categories)) kinds.set(place, 'text')
  const known = task === 'auto' || task === undefined ? (labels.length > 1 ? 'regress' : undefined) : task
  if (known) for (const place of labels) kinds.set(place, known === 'regress' ? 'number' : 'text')
  for (const place of weights) kinds.set(place, 'number')
  for (const place of groups) kinds.set(place, 'text')
  return { layout, labels, weights, groups, features, kinds }
}

/** The places without those of columns that hold nothing, or without a name the names of rows, where others are left. */
function withoutEmpty(
  layout: TableLayout,
  places: readonly number[],
  { naValues, note }: TableOptions,
  seesEmpty: boolean,
): readonly number[] {
  const { file } = layout.text
  const asked = seesEmpty ? places.filter((place) => layout.unnamed.has(place)) : places
  const empty = emptyColumns(layout, asked, naValues)
  const filled = places.filter((place) => !empty.includes(place))
  if (filled.length === 0 && empty.length > 0)
    throw refuse(file, 'line 1', 'columns to learn from', 'none that has a value')
  const notes = limited(empty.map((place) => emptyNote(layout.names[place])))
  for (const line of notes) note?.(`${file}: ${line}`)
  const unnamed = new Set([...layout.unnamed].filter((place) => !empty.includes(place)))
  const rowNames = rowNamesOf({ ...layout, unnamed }, naValues)
  if (rowNames === undefined || !filled.includes(rowNames) || filled.length === 1) return filled
  note?.(`${file}: ${rowNamesNote(rowNames, layout.names[rowNames])}`)
  return filled.filter((place) => place !== rowNames)
}

/**
 * Reads what is to be learned of a table, and what it is to be learned from.
 * @throws BadInput as `parseTable`
 */
export function readTable(
  source: TableSource,
  options: TableOptions,
  note: (line: string) => void,
): ReadTable {
  const { file } = source
  const {
    layout,
    labels,
    weights: weight,
    groups: group,
    features: places,
    kinds,
  } = chooseColumns(source, options)
  const gaps = options.missing !== undefined && options.missing !== 'error'
  const others = [...labels, ...weight, ...group]
  const known = options.form && wantedBy(options.form, options.form.label)
  const kindsKnown = new Map(kinds)
  for (const [name, kind] of known?.kinds ?? []) kindsKnown.set(layout.names.indexOf(name), kind)
  const forms = known && { forms: known.forms }
  const whole = readColumns(layout, [...others, ...places], kindsKnown, { ...options, ...forms, gaps })
  const beginOfGroup = labels.length + weight.length
  for (const column of whole.columns.slice(labels.length, beginOfGroup))
    checkSampleWeights(file, whole, column)
  for (const column of whole.columns.slice(beginOfGroup, others.length)) checkGroups(file, whole, column)
  const kept = options.features ? whole : withoutRowNumbers(layout, whole, others, places, note)
  const table = gaps ? withoutGaps(file, kept, labels.length, options.missing === 'drop', note) : kept
  const weights = weight.length > 0 ? sampleWeightsOf(table.columns[labels.length]) : undefined
  const groups = group.length > 0 ? groupsOf(table.columns[beginOfGroup]) : undefined
  return {
    table,
    label: table.columns.slice(0, labels.length),
    features: table.columns.slice(others.length),
    ...(weights && { weights }),
    ...(groups && { groups }),
    stated: new Set([...kindsKnown.keys()].map((place) => layout.names[place])),
  }
}

/** A table without columns of row numbers that have no name and were not asked for. */
function withoutRowNumbers(
  { names, unnamed }: TableLayout,
  table: Table,
  labels: readonly number[],
  places: readonly number[],
  note: (line: string) => void,
): Table {
  const features = table.columns.slice(labels.length)
  const says = features.map((column, index) => {
    if (!unnamed.has(places[index]) || !countsRows(column)) return true
    const others = features.some((other) => other !== column && !countsRows(other))
    if (others) note(indexNote(places[index], names[places[index]]))
    return !others
  })
  if (says.every(Boolean)) return table
  const columns = [...table.columns.slice(0, labels.length), ...features.filter((_, index) => says[index])]
  return { ...table, columns }
}

/** A table without the rows that miss a label; or anything. */
function withoutGaps(
  file: string,
  table: Table,
  labels: number,
  anything: boolean,
  note: (line: string) => void,
): Table {
  const judged = anything ? table.columns : table.columns.slice(0, labels)
  const kept = keepRows(file, table, judged)
  const lost = table.lines.length - kept.lines.length
  if (lost > 0) note(lostNote(lost, table.lines.length, anything))
  const gaps = kept.columns.filter((column) => kept.lines.some((_, row) => isMissing(column, row)))
  if (gaps.length > 0) note(filledNote(gaps.map(({ name }) => name)))
  return kept
}
