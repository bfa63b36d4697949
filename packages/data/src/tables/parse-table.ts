import { quote, quoteSome } from '../refuse.js'
import type { ColumnKind } from './cell-reader.js'
import { ColumnSurvey } from './column-survey.js'
import { EmptyColumns } from './empty-columns.js'
import type { TableLayout, TableText } from './find-columns.js'
import { MissingCodes } from './missing.js'
import { formText } from './number-form.js'
import { refuseKind } from './refuse-kind.js'
import { refuseMissing } from './refuse-missing.js'
import {
  type CellReading,
  type ColumnsWanted,
  checkColumns,
  checkLength,
  findWanted,
  knownKinds,
  type RowVisit,
  readPieces,
  rowsOf,
  type Table,
} from './table.js'
import { layoutOf } from './table-layout.js'
import { repeatsNote } from './table-notes.js'
import { TextCodes } from './text-codes.js'
import type { Verdict } from './verdict.js'
import type { TableSource } from './written-table.js'

/** Columns that a line about them names. */
const NAMED_COLUMNS = 6

/**
 * Reads a table of comma-separated values (RFC 4180, UTF-8 or UTF-16 with its mark; also with semicolons, tabs, bars or
 * spaces), quoted where it must be. Empty lines are skipped, white space around a cell does not count. All cells of a
 * column decide what it holds: numbers, in whatever one form, or texts.
 * @throws BadInput, with the line, for text in another encoding, a quotation mark out of place, rows of other
 * lengths than the first, a column asked for that is not there, a missing value, a cell of another kind
 * than its column's, no rows at all, or more rows or cells in one than fit
 */
export function parseTable(source: TableSource, text: TableText, wanted: ColumnsWanted): Table {
  const layout = layoutOf(source, text, wanted.columns)
  const { places, kinds } = findWanted(layout, wanted)
  return readColumns(layout, places, kinds, wanted)
}

/**
 * Reads columns of a table.
 * @param places of the columns, from 0, in the order wanted
 * @param kinds what they hold, by place, where it is not their cells that decide
 * @throws as `parseTable`
 */
export function readColumns(
  layout: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  how: CellReading,
): Table {
  checkColumns(layout, places, how.naValues)
  const { forms } = how
  const decided = forms ? knownKinds(layout, places, kinds, forms) : decideKinds(layout, places, kinds, how)
  const [whole] = readPieces(layout, places, decided, how, Number.POSITIVE_INFINITY)
  return whole
}

/** A column of texts, all of which have been looked at. */
function textKind(codes: TextCodes | undefined, stated: boolean): ColumnKind {
  return { kind: 'text', stated, ...(codes?.isComplete && { codes }) }
}

/**
 * Looks at all cells of the columns, and says what each holds.
 * @param visit takes each row: the code of its text for what is no number as JavaScript writes it
 * @param empty columns that are not refused for what they miss, unless they have a value
 * @throws as `parseTable`
 */
export function decideKinds(
  layout: TableLayout,
  places: readonly number[],
  kinds: ReadonlyMap<number, 'number' | 'text'>,
  how: CellReading,
  visit?: RowVisit,
  empty = new EmptyColumns(places.map(() => false)),
): ColumnKind[] {
  const { text, names, delimiter } = layout
  const { file } = text
  const isText = (place: number): boolean =>
    (kinds.get(place) ?? (text.written?.texts?.includes(names[place]) ? 'text' : undefined)) === 'text'
  const surveys = places.map((place) =>
    isText(place) ? undefined : new ColumnSurvey(text.written !== undefined),
  )
  const texts = places.map(() => new TextCodes())
  const missing = new MissingCodes(how.naValues)
  const rows = rowsOf(layout)
  const cells = new Float64Array(places.length)
  while (rows.next()) {
    checkLength(file, rows, names.length)
    for (let index = 0; index < places.length; index++) {
      const cell = places[index]
      if (!missing.has(rows, cell)) {
        empty.fill(index)
        cells[index] = surveys[index]?.add(rows, cell) ?? texts[index].codeOf(rows, cell)
      } else {
        if (!how.gaps) empty.refuse(index, () => refuseMissing(file, rows, names[cell], cell, false))
        cells[index] = Number.NaN
      }
    }
    visit?.(cells, rows.line)
  }
  if (rows.repeated?.count) how.note?.(`${file}: ${repeatsNote(rows.repeated)}`)
  const evidence = {
    point: surveys.some((survey) => survey?.evidence.point),
    comma: surveys.some((survey) => survey?.evidence.comma),
  }
  const decimal = how.decimal === undefined ? undefined : how.decimal === 'comma' ? ',' : '.'
  const forms = new Map<string, string[]>()
  const decided = surveys.map((survey, index): ColumnKind => {
    const name = names[places[index]]
    if (!survey) return textKind(texts[index], kinds.has(places[index]))
    const stated = kinds.has(places[index])
    const answers = stated ? survey.answers : undefined
    const verdict: Verdict = answers
      ? { kind: 'number', form: answers }
      : survey.verdict(evidence, decimal, delimiter === ';')
    if (verdict.kind === 'number') {
      if (verdict.note) how.note?.(`${file}: ${quote(name)}: ${verdict.note}`)
      const { form, digits } = verdict
      const about = form && formText(form)
      if (about) forms.set(about, [...(forms.get(about) ?? []), name])
      return { kind: 'number', ...(form && { form }), ...(digits && { digits }), stated }
    }
    if (verdict.kind === 'text' && !stated) return textKind(survey.codes, stated)
    throw refuseKind(file, name, verdict, stated, survey.firstOther)
  })
  for (const [about, columns] of forms) {
    how.note?.(
      `${file}: ${quoteSome(columns, NAMED_COLUMNS)} read as numbers: ${about} (--categories takes them for kinds)`,
    )
  }
  const isMany = ({ kind }: ColumnKind, index: number): boolean =>
    kind === 'text' && (surveys[index]?.hasManyTexts ?? !texts[index].isComplete)
  const many = places.filter((_, index) => isMany(decided[index], index)).map((place) => names[place])
  return many.length < 2 ? decided : decided.map((kind) => ({ ...kind, many }))
}
