import type { SplitDataset } from '@antigrad/core'
import { createRandom, UsageError } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import { checkRows } from './cells.js'
import type { Column } from './column.js'
import type { FileBytes } from './file-bytes.js'
import { type Division, divideRows, trainOnAll } from './held-back.js'
import { keysOf } from './keys.js'
import { checkCodes, type MissingPolicy, type UnknownPolicy } from './missing.js'
import { quote, refuse, word } from './refuse.js'
import { type ColumnScaling, learnScaling, learnTargetScaling, meansOf, type ScalingKind } from './scaling.js'
import { selectRows, splitStratified } from './split.js'
import { readColumns, type Table, type TableText } from './table.js'
import { isMissing, joinColumns, keepRows, scaled } from './table-dataset.js'
import {
  asTexts,
  detectTask,
  encodeFeatures,
  encodeTexts,
  type FeatureForm,
  featureForms,
  fillGaps,
  inputsOf,
  numberInputs,
  sortTexts,
  type TableForm,
  type Task,
} from './table-form.js'
import { findColumns, layoutOf, type TableLayout } from './table-layout.js'
import { countsRows, featureNotes, imbalanceNotes, targetNotes } from './table-notes.js'

/** What is to be learned of a table. */
export interface TableOptions extends TableText {
  /** The columns to learn, by name or by number from 1. */
  readonly label: readonly string[]
  /** The columns to learn from. All others, where absent. */
  readonly features?: readonly string[]
  /** Columns to leave out, where the features are all others. */
  readonly ignore?: readonly string[]
  /** Columns whose numbers are names of kinds and not amounts, as postal codes are. */
  readonly categories?: readonly string[]
  /** `auto`, the default: seen from the label (`detectTask`). */
  readonly task?: Task | 'auto'
  /** How features are scaled; categories are not. `standard` where absent. */
  readonly scaling?: ScalingKind
  /** What marks decimals: seen from each column, where absent. */
  readonly decimal?: 'point' | 'comma'
  /** What becomes of missing values; they are refused, where absent. */
  readonly missing?: MissingPolicy
  /** What stands for a missing value, beside an empty cell; `?`, NA, N/A, NaN and null, where absent. */
  readonly naValues?: readonly string[]
  /** What becomes of categories that training had not seen; they are refused, where absent. */
  readonly unknown?: UnknownPolicy
  /** Takes a line, for people, about what was decided that could be otherwise. */
  readonly note?: (line: string) => void
}

/** A table in two parts, and how its cells became examples. */
export interface TableDataset extends SplitDataset {
  readonly form: TableForm
  /** Whether nothing was held back: the test part is the training part. */
  readonly testsOnTraining?: true
}

/** Different texts of a column up to which nobody asks whether it holds kinds; and the part of the rows they may be. */
const FEW_TEXTS = 10
const MANY_TEXTS = 0.5

/** Rows held back that are named. */
const NAMED_ROWS = 6

/**
 * Makes a dataset of a table of comma-separated values. It is split by the seed, each class in proportion,
 * equal rows of features on one side; scaling, and what fills gaps, are learned on the training part alone. A column
 * of texts becomes an input for each of its texts. A column of numbers of rows that has no name is left out.
 * @param fraction of the rows that are for testing, from 0 and below 1: of 0 all rows are in both parts. Where it is
 * absent a fifth, and where a table has very few different rows as `divideRows` says
 * @throws BadInput as `parseTable`, and for less than two classes, a column of which nearly every text is another, or
 * too few different rows for two parts; UsageError for options that contradict each other
 */
export function tableSplit(
  source: FileBytes,
  options: TableOptions,
  seed: number,
  fraction: number | undefined,
): TableDataset {
  const { file } = source
  checkOptions(options)
  const note = (line: string): void => options.note?.(`${file}: ${line}`)
  const read = readTable(source, options, note)
  const { label: labelColumns, features: columns, table } = read
  const { task, known } = taskOf(read, options, note)
  checkKinds(file, table, columns, labelColumns, read.stated, known)
  const withoutIndicators = featureForms(columns)
  const features =
    options.missing === 'indicator' ? withIndicators(withoutIndicators, columns) : withoutIndicators
  const rows = encodeFeatures(file, table, columns, features)
  for (const line of featureNotes(columns, table.lines)) note(line)

  let classes: string[] = []
  let labels: Uint32Array | undefined
  if (task === 'classify') {
    const texts = asTexts(file, table.lines, labelColumns[0])
    classes = sortTexts(texts.texts)
    if (classes.length < 2) throw refuse(file, `line ${table.lines[0]}`, 'two classes or more', 'one')
    labels = encodeTexts(file, table.lines, texts, texts.name, classes)
    for (const line of imbalanceNotes(texts)) note(line)
  } else for (const line of targetNotes(labelColumns, table.lines)) note(line)
  const targets = task === 'regress' ? joinColumns(labelColumns) : undefined
  const inputs = inputsOf(features)
  const outputs = targets ? labelColumns.length : classes.length
  const split = divide(
    { rows, inputs, labels, classes: classes.length, columns },
    table,
    file,
    seed,
    fraction,
  )
  noteSplit(split, table, note)

  const trainRows = selectRows(rows, inputs, split.train)
  const isNumber = numberInputs(features)
  const filled = options.missing === 'mean' || options.missing === 'indicator'
  const means = meansOf(trainRows, inputs)
  const whole = filled ? withMeans(features, means) : features
  const [train, test] = [split.train, split.test].map((chosen) => {
    const chosenRows = selectRows(rows, inputs, chosen)
    fillGaps(chosenRows, whole)
    return {
      rows: chosenRows,
      labels: labels && selectRows(labels, 1, chosen),
      targets: targets && selectRows(targets, outputs, chosen),
    }
  })
  const labelNumbers = labelColumns.map((column) => (column.kind === 'number' && column.form) || null)
  const { delimiter, missing, naValues, unknown } = options
  const form: TableForm = {
    header: table.header,
    ...(delimiter !== undefined && { delimiter }),
    features: whole,
    label: labelColumns.map(({ name }) => name),
    task,
    classes,
    scaling: {
      features: keepCategories(learnScaling(trainRows, inputs, options.scaling ?? 'standard'), isNumber),
      ...(train.targets && { targets: learnTargetScaling(train.targets, outputs) }),
    },
    ...(labelNumbers.some((number) => number !== null) && { labelNumbers }),
    ...(missing !== undefined && missing !== 'error' && { missing }),
    ...(naValues && { naValues }),
    ...(unknown === 'other' && { unknown }),
  }
  return {
    train: scaled(`${file}, train`, form, train),
    test: scaled(split.all ? `${file}, train` : `${file}, test`, form, test),
    form,
    ...(split.all && { testsOnTraining: true }),
  }
}

/** The columns that are learned, and those that are learned from. */
interface ReadTable {
  readonly table: Table
  readonly label: readonly Column[]
  readonly features: readonly Column[]
  /** The names of those of which it is stated what they hold. */
  readonly stated: ReadonlySet<string>
}

function readTable(source: FileBytes, options: TableOptions, note: (line: string) => void): ReadTable {
  const { label, features: asked, ignore = [], categories = [], task } = options
  const { file } = source
  const layout = layoutOf(source, options, [...label, ...(asked ?? []), ...ignore])
  checkRows(layout.text, layout.delimiter)
  for (const line of layout.notes) options.note?.(line)
  const labels = findColumns(layout, label)
  checkLabels(layout, labels, options)
  const ignored = findColumns(layout, ignore)
  const places = asked
    ? findColumns(layout, asked)
    : [...layout.names.keys()].filter((place) => !labels.includes(place) && !ignored.includes(place))
  if (places.length === 0) throw refuse(file, 'line 1', 'columns to learn from', 'none but the label')
  const kinds = new Map<number, 'number' | 'text'>()
  for (const place of findColumns(layout, categories)) kinds.set(place, 'text')
  const known = task === 'auto' || task === undefined ? (labels.length > 1 ? 'regress' : undefined) : task
  if (known) for (const place of labels) kinds.set(place, known === 'regress' ? 'number' : 'text')
  const gaps = options.missing !== undefined && options.missing !== 'error'
  const whole = readColumns(layout, [...labels, ...places], kinds, { ...options, gaps })
  const kept = asked ? whole : withoutNothings(layout, whole, labels, places, note)
  const table = gaps ? withoutGaps(file, kept, labels.length, options.missing === 'drop', note) : kept
  return {
    table,
    label: table.columns.slice(0, labels.length),
    features: table.columns.slice(labels.length),
    stated: new Set([...kinds.keys()].map((place) => layout.names[place])),
  }
}

/** A table without the columns that were not asked for and say nothing: empty ones, and row numbers without a name. */
function withoutNothings(
  { names, unnamed }: TableLayout,
  table: Table,
  labels: readonly number[],
  places: readonly number[],
  note: (line: string) => void,
): Table {
  const features = table.columns.slice(labels.length)
  const isEmpty = (column: Column): boolean =>
    column.kind === 'number' ? column.values.every(Number.isNaN) : column.texts.length === 0
  const says = features.map((column, index) => {
    if (isEmpty(column)) {
      note(`${quote(column.name)} has no value in any row, and is left out`)
      return false
    }
    if (!unnamed.has(places[index]) || !countsRows(column)) return true
    const others = features.some((other) => other !== column && !countsRows(other) && !isEmpty(other))
    if (others) {
      note(
        `column ${places[index] + 1}, which has no name, counts the rows, and is left out (--features with ${word(names[places[index]])} takes it)`,
      )
    }
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
  if (lost > 0) {
    note(
      `${lost} of ${table.lines.length} rows are left out, for they miss ${anything ? 'a value' : 'the label'}`,
    )
  }
  const gaps = kept.columns.filter((column) => kept.lines.some((_, row) => isMissing(column, row)))
  if (gaps.length > 0) {
    const names =
      gaps
        .slice(0, 4)
        .map(({ name }) => quote(name))
        .join(', ') + (gaps.length > 4 ? ', …' : '')
    note(`missing values are filled in ${names}`)
  }
  return kept
}

/** What is learned, and whether that was stated. */
function taskOf(
  { label, stated }: ReadTable,
  { task = 'auto' }: TableOptions,
  note: (line: string) => void,
): { task: Task; known: boolean } {
  if (task !== 'auto') return { task, known: true }
  const guess = detectTask(label)
  const names = label.map(({ name }) => quote(name)).join(', ')
  if (guess.reason !== '') {
    note(
      guess.task === 'regress'
        ? `${names} is learned as a number (--task regress), for ${guess.reason}; --task classify learns classes`
        : `${names} is learned as a class (--task classify), for ${guess.reason}; --task regress learns numbers`,
    )
  }
  return { task: guess.task, known: label.length > 1 || stated.has(label[0].name) }
}

/** Refuses columns of texts of which nearly each row has another: no kinds, and no classes. */
function checkKinds(
  file: string,
  { lines }: Table,
  features: readonly Column[],
  label: readonly Column[],
  stated: ReadonlySet<string>,
  known: boolean,
): void {
  for (const column of [...label, ...features]) {
    if (column.kind === 'number' || stated.has(column.name)) continue
    const isLabel = label.includes(column)
    if (isLabel && known) continue
    const { texts, name, codes } = column
    if (texts.length <= FEW_TEXTS || texts.length <= MANY_TEXTS * codes.length) continue
    const flags = isLabel
      ? '--task classify takes each for a class'
      : `--ignore ${word(name)} leaves it out; --categories ${word(name)} takes each for a kind`
    throw refuse(
      file,
      `line ${lines[0]}, column ${quote(name)}`,
      isLabel ? 'numbers, or classes that come again' : 'numbers, or kinds that come again',
      `${texts.length} different texts in ${codes.length} rows, such as ${quote(texts[0])} (${flags})`,
    )
  }
}

function withIndicators(features: readonly FeatureForm[], columns: readonly Column[]): FeatureForm[] {
  return features.map((feature, index) => {
    const column = columns[index]
    const rows = column.kind === 'number' ? column.values : column.codes
    const hasGaps = rows.some((_: number, row: number) => isMissing(column, row))
    return hasGaps ? { ...feature, indicator: true } : feature
  })
}

/** Features with what fills their gaps: the means of the training part. */
function withMeans(features: readonly FeatureForm[], means: readonly number[]): FeatureForm[] {
  let input = 0
  return features.map((feature) => {
    const mean = means[input]
    input += inputsOf([feature])
    return feature.categories.length === 0 ? { ...feature, fill: mean } : feature
  })
}

/** Rows of features with their labels. */
interface Encoded {
  readonly rows: Float64Array
  readonly inputs: number
  readonly labels: Uint32Array | undefined
  readonly classes: number
  readonly columns: readonly Column[]
}

function divide(
  { rows, inputs, labels, classes, columns }: Encoded,
  { lines }: Table,
  file: string,
  seed: number,
  fraction: number | undefined,
): Division {
  const keys = keysOf(rows, inputs)
  if (fraction === 0) return { ...trainOnAll(keys.length), all: true }
  const random = createRandom(seed, STREAM.split)
  const split =
    fraction === undefined
      ? divideRows(keys, labels, areSwitches(columns, keys), random)
      : { ...splitStratified(keys, labels, fraction, random), all: false }
  if (split.train.length > 0 && split.test.length > 0) return split
  if (labels && areOneEach(keys, labels, classes)) {
    const expected = 'a class with two different rows, one for each part'
    const found = `none among ${classes} classes (--test-split 0 trains on all)`
    throw refuse(file, `line ${lines[0]}`, expected, found)
  }
  const found = `${split.train.length} to train on and ${split.test.length} to test (--test-split 0 trains on all)`
  throw refuse(file, `line ${lines[0]}`, 'enough different rows for two parts', found)
}

/** Whether each column has two values, and all their combinations are there. */
function areSwitches(columns: readonly Column[], keys: readonly string[]): boolean {
  if (columns.length < 2 || columns.length > 6) return false
  const areTwo = columns.every((column) =>
    column.kind === 'number' ? new Set(column.values).size === 2 : column.texts.length === 2,
  )
  return areTwo && new Set(keys).size === 2 ** columns.length
}

function noteSplit(split: Division, { lines }: Table, note: (line: string) => void): void {
  if (split.reason !== undefined)
    note(`${split.reason} (--test-split 0.2 holds a fifth back, --test-data FILE tests with another table)`)
  if (split.all || split.test.length > NAMED_ROWS || lines.length > 5 * NAMED_ROWS) return
  const held = [...split.test].map((row) => lines[row]).sort((a, b) => a - b)
  note(
    `${held.length} of ${lines.length} rows are held back to test with: line ${held.join(', ')}; --test-split 0 trains on all`,
  )
}

/** Whether no class has a second row that differs from its first. */
function areOneEach(keys: readonly string[], labels: Uint32Array, classes: number): boolean {
  return new Set(keys.map((key, row) => `${labels[row]} ${key}`)).size === classes
}

/** The scaling without that of categories, which stay 0 and 1. */
function keepCategories(scaling: ColumnScaling, isNumber: readonly boolean[]): ColumnScaling {
  return {
    offsets: scaling.offsets.map((offset, input) => (isNumber[input] ? offset : 0)),
    divisors: scaling.divisors.map((divisor, input) => (isNumber[input] ? divisor : 1)),
    base: scaling.base,
  }
}

function checkOptions({ label, features, ignore, categories, task, naValues }: TableOptions): void {
  if (label.length === 0)
    throw new UsageError('a table needs a label: expected the name or number of a column')
  checkCodes(naValues)
  const both = features?.find((column) => label.includes(column))
  if (both !== undefined)
    throw new UsageError(`expected features other than the label, found '${both}' in both`)
  const twice = [...label, ...(features ?? [])].find((column, index, all) => all.indexOf(column) !== index)
  if (twice !== undefined) throw new UsageError(`expected each column once, found '${twice}' twice`)
  if (features && ignore)
    throw new UsageError('expected features, or what to ignore of all others, found both')
  const lost = ignore?.find((column) => label.includes(column))
  if (lost !== undefined) throw new UsageError(`expected to ignore others than the label, found '${lost}'`)
  const wrong = task === 'regress' && categories?.find((column) => label.includes(column))
  if (wrong) throw new UsageError(`a column of categories cannot be a number to learn: found '${wrong}'`)
}

/** What can be said of the label only when it is known where its columns are: a name may hold commas. */
function checkLabels({ names }: TableLayout, labels: readonly number[], { task }: TableOptions): void {
  if (task !== 'classify' || labels.length === 1) return
  const found = labels.map((place) => names[place]).join(', ')
  throw new UsageError(`to classify, expected one column of labels, found ${found}`)
}
