import type { FeatureValues, SplitDataset } from '@antigrad/core'
import { foldsNote } from '../folds.js'
import { quote } from '../refuse.js'
import { selectRows } from '../split.js'
import { type Column, cellsOf } from './column.js'
import { CycleSurvey, cycleNotes, isMoment } from './cycle-survey.js'
import { type ColumnScaling, learnScaling, learnTargetScaling, meansOf } from './scaling.js'
import { isMissing, joinColumns, scaled } from './table-dataset.js'
import { divide, noteSplit } from './table-divide.js'
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
import { checkClasses, checkKinds } from './table-kinds.js'
import { featureNotes, targetNotes } from './table-notes.js'
import { checkOptions, optionsByForm, type TableOptions } from './table-options.js'
import { type ReadTable, readTable } from './table-read.js'
import { classNotes, kindNotes, leakNotes } from './text-notes.js'
import type { TableSource } from './written-table.js'

export type { TableOptions } from './table-options.js'

/** A table in two parts, and how its cells became examples. */
export interface TableDataset<Features = FeatureValues> extends SplitDataset<Features> {
  readonly form: TableForm
  /** Whether nothing was held back: the test part is the training part. */
  readonly testsOnTraining?: true
  /** The group of each row of the training part, where rows have groups. */
  readonly groups?: readonly string[]
}

/**
 * Makes a dataset of a table of comma-separated values. It is split by the seed, each class in proportion,
 * equal rows of features on one side; scaling, and what fills gaps, are learned on the training part alone, unless they are
 * those of a model (`options.form`). A column of texts becomes an input for each of its texts. A column without a
 * name that numbers the rows is left out.
 * @param fraction of the rows that are for testing, from 0 and below 1: of 0 all rows are in both parts. Where it is
 * absent a fifth, and where a table has very few different rows as `divideRows` says
 * @throws BadInput as `parseTable`, and for less than two classes, a column of which nearly every text is another, or
 * too few different rows for two parts; UsageError for options that contradict each other
 */
export function tableSplit(
  source: TableSource,
  stated: TableOptions,
  seed: number,
  fraction: number | undefined,
): TableDataset {
  const { file } = source
  const options = optionsByForm(stated)
  const { form: known } = options
  checkOptions(options)
  const note = (line: string): void => options.note?.(`${file}: ${line}`)
  const read = readTable(source, options, note)
  const { label: labelColumns, features: columns, table, weights, groups } = read
  const { fold } = options
  const { task, isStated } = taskOf(read, options, note)
  checkKinds(file, table, columns, labelColumns, read.stated, isStated)
  const features = known?.features ?? learnFeatures(columns, source, options)
  const rows = encodeFeatures(file, table, columns, features, known)
  if (!known) for (const line of cycleNotes(features)) note(line)
  for (const line of featureNotes(columns, table.lines)) note(line)
  for (const line of kindNotes(columns, read.stated, options.naValues)) note(line)
  for (const line of leakNotes(columns, labelColumns)) note(line)

  let classes: readonly string[] = []
  let labels: Uint32Array | undefined
  if (task === 'classify') {
    const texts = asTexts(file, table.lines, labelColumns[0])
    classes = known?.classes ?? sortTexts(texts.texts)
    checkClasses(file, table, texts, classes)
    labels = encodeTexts(file, table.lines, texts, texts.name, classes)
    for (const line of classNotes(texts, options.naValues)) note(line)
  } else for (const line of targetNotes(labelColumns, table.lines)) note(line)
  const targets = task === 'regress' ? joinColumns(labelColumns) : undefined
  const inputs = inputsOf(features)
  const outputs = targets ? labelColumns.length : classes.length
  const split = divide(
    { rows, inputs, labels, classes: classes.length, columns, ...(groups && { groups }) },
    table,
    file,
    { seed, fraction, fold },
  )
  if (!fold) noteSplit(split, table, note)
  const few = fold && labels && foldsNote(labels, classes, fold)
  if (few !== undefined) note(few)

  const trainRows = selectRows(rows, inputs, split.train)
  const isNumber = numberInputs(features)
  const filled = !known && (options.missing === 'mean' || options.missing === 'indicator')
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
  const scaling = known?.scaling ?? {
    features: keepCategories(learnScaling(trainRows, inputs, options.scaling ?? 'standard'), isNumber),
    ...(train.targets && {
      targets: learnTargetScaling(train.targets, outputs, options.targetScaling ?? 'sigmoid'),
    }),
  }
  const { header } = table
  const form =
    known ?? formOf({ header, features: whole, label: labelColumns, task, classes, scaling }, options)
  return {
    train: {
      ...scaled(`${file}, train`, form, train),
      ...(weights && { weights: selectRows(weights, 1, split.train) }),
    },
    test: scaled(split.all ? `${file}, train` : `${file}, test`, form, test),
    form,
    ...(split.all && { testsOnTraining: true }),
    ...(groups && { groups: Array.from(split.train, (row) => groups[row]) }),
  }
}

/** What was learned of a table, for its form. */
type Learned = Pick<TableForm, 'header' | 'features' | 'task' | 'classes' | 'scaling'> & {
  readonly label: readonly Column[]
}

/** The form that a model keeps. */
export function formOf({ label, ...learned }: Learned, options: TableOptions): TableForm {
  const labelNumbers = label.map((column) => (column.kind === 'number' && column.form) || null)
  const { delimiter, missing, naValues, unknown } = options
  return {
    ...learned,
    ...(delimiter !== undefined && { delimiter }),
    label: label.map(({ name }) => name),
    ...(labelNumbers.some((number) => number !== null) && { labelNumbers }),
    ...(missing !== undefined && missing !== 'error' && { missing }),
    ...(naValues && { naValues }),
    ...(unknown === 'other' && { unknown }),
  }
}

/** What is learned, and whether that was stated. */
export function taskOf(
  { label, stated }: Pick<ReadTable, 'label' | 'stated'>,
  { task = 'auto' }: TableOptions,
  note: (line: string) => void,
): { task: Task; isStated: boolean } {
  if (task !== 'auto') return { task, isStated: true }
  const guess = detectTask(label)
  const names = label.map(({ name }) => quote(name)).join(', ')
  if (guess.reason !== '') {
    note(
      guess.task === 'regress'
        ? `${names} is learned as a number (--task regress), for ${guess.reason}; --task classify learns classes`
        : `${names} is learned as a class (--task classify), for ${guess.reason}; --task regress learns numbers`,
    )
  }
  return { task: guess.task, isStated: label.length > 1 || stated.has(label[0].name) }
}

function learnFeatures(
  columns: readonly Column[],
  { written }: TableSource,
  { missing, cycles = true }: TableOptions,
): readonly FeatureForm[] {
  const plain = featureForms(columns)
  const features = cycles ? withCycles(plain, columns, written?.moments) : plain
  return missing === 'indicator' ? withIndicators(features, columns) : features
}

/** @param moments names of columns that hold moments, whatever they look like */
function withCycles(
  features: readonly FeatureForm[],
  columns: readonly Column[],
  moments: readonly string[] = [],
): FeatureForm[] {
  return features.map((feature, index) => {
    const column = columns[index]
    if (column.kind === 'text' || !(moments.includes(feature.name) || isMoment(column.form))) return feature
    const survey = new CycleSurvey()
    for (const days of column.values) survey.add(days)
    return { ...feature, ...survey.cycles }
  })
}

function withIndicators(features: readonly FeatureForm[], columns: readonly Column[]): FeatureForm[] {
  return features.map((feature, index) => {
    const column = columns[index]
    const hasGaps = cellsOf(column).some((_: number, row: number) => isMissing(column, row))
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

/** The scaling without that of categories, which stay 0 and 1. */
export function keepCategories(scaling: ColumnScaling, isNumber: readonly boolean[]): ColumnScaling {
  return {
    offsets: scaling.offsets.map((offset, input) => (isNumber[input] ? offset : 0)),
    divisors: scaling.divisors.map((divisor, input) => (isNumber[input] ? divisor : 1)),
    base: scaling.base,
  }
}
