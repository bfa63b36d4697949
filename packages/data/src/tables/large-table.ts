import type { AnyFeatures, Dataset } from '@antigrad/core'
import { closeFeatures } from '../feature-file.js'
import type { OpenOptions } from '../formats/format.js'
import { TEST_FRACTION } from '../held-back.js'
import { selectRows } from '../split.js'
import type { Column } from './column.js'
import { type Filled, readParts } from './large-table-parts.js'
import { type LargeTableSurvey, surveyLargeTable } from './large-table-survey.js'
import { applyScaling, type ColumnScaling, learnTargetScaling, scalingOf } from './scaling.js'
import type { Table } from './table.js'
import { joinColumns } from './table-dataset.js'
import { asTexts, encodeTexts, inputsOf, numberInputs, sortTexts, type TableForm } from './table-form.js'
import { checkClasses } from './table-kinds.js'
import { targetNotes } from './table-notes.js'
import { checkOptions, type TableOptions } from './table-options.js'
import { formOf, keepCategories, type TableDataset, taskOf } from './table-split.js'
import { classNotes } from './text-notes.js'
import type { TableSource } from './written-table.js'

/** Bytes of text that are held back at most, of a larger table, where nobody said how much: what is tested is in memory. */
const MOST_TESTED = 2 ** 28

/** Numbers that are tested where all rows are trained on and their features are in a file. */
const MOST_TESTED_NUMBERS = 2 ** 25

/** How a large table is read, and what of it is kept where. */
export type LargeTableOptions = TableOptions & Pick<OpenOptions, 'storeAbove' | 'namesStored'>

/**
 * Makes a dataset of a large table as `tableSplit` does of others, in passes over its text, of which no more than some rows
 * are in memory: the first says what the columns hold and which rows are for testing (`RowMoments`), the last writes features
 * as float32 where they stay, in memory or in a file. What needs all rows at once is not done: classes are held back as they
 * come and not in exact proportion, and single numbers far from all others are not named.
 * @throws as `tableSplit`
 */
export function largeTableSplit(
  source: TableSource,
  options: LargeTableOptions & { readonly storeAbove?: undefined },
  seed: number,
  fraction?: number,
): TableDataset
export function largeTableSplit(
  source: TableSource,
  options: LargeTableOptions,
  seed: number,
  fraction?: number,
): TableDataset<AnyFeatures>
export function largeTableSplit(
  source: TableSource,
  options: LargeTableOptions,
  seed: number,
  stated?: number,
): TableDataset<AnyFeatures> {
  checkOptions(options)
  const note = (line: string): void => options.note?.(`${source.file}: ${line}`)
  const fraction = stated ?? Math.min(TEST_FRACTION, MOST_TESTED / (source.rest?.size ?? 0))
  if (fraction > 0) note(heldBackNote(fraction))
  const survey = surveyLargeTable(source, options, seed, fraction, note)
  const scaling = featureScaling(survey, options)
  const filled = readParts(source, survey, scaling, { ...options, testFraction: fraction })
  try {
    return datasetOf(filled, { source, survey, scaling, fraction, options, note })
  } catch (error) {
    for (const { features } of filled.parts) closeFeatures(features)
    throw error
  }
}

/** What a dataset of a large table is made by. */
interface Making {
  readonly source: TableSource
  readonly survey: LargeTableSurvey
  /** Of the features. */
  readonly scaling: ColumnScaling
  readonly fraction: number
  readonly options: LargeTableOptions
  readonly note: (line: string) => void
}

function datasetOf(
  { table, weights, parts }: Filled,
  { source: { file }, survey, scaling, fraction, options, note }: Making,
): TableDataset<AnyFeatures> {
  const label = table.columns.slice(0, survey.labels)
  const { task } = taskOf({ label, stated: survey.stated }, options, note)
  const { classes, labels } =
    task === 'classify' ? classesOf(file, table, label[0], options.naValues, note) : NO_CLASSES
  const targets = task === 'regress' ? joinColumns(label) : undefined
  if (targets) for (const line of targetNotes(label, table.lines)) note(line)
  const outputs = targets ? label.length : classes.length
  const targetsOf = parts.map(({ rows }) => targets && selectRows(targets, outputs, rows))
  const ofTargets =
    targetsOf[0] && learnTargetScaling(targetsOf[0], outputs, options.targetScaling ?? 'sigmoid')
  const { header } = table
  const all = { features: scaling, ...(ofTargets && { targets: ofTargets }) }
  const form: TableForm = formOf(
    { header, features: survey.features, label, task, classes, scaling: all },
    options,
  )
  const inputs = inputsOf(form.features)
  const [train, test] = parts.map(({ rows, features, name }, part): Dataset<AnyFeatures> => {
    const own = targetsOf[part]
    return {
      name: `${file}, ${name}`,
      count: rows.length,
      inputs,
      outputs,
      features,
      ...(labels && { labels: selectRows(labels, 1, rows) }),
      ...(own && ofTargets && { targets: applyScaling(own, ofTargets) }),
      classes,
    }
  })
  return {
    train: { ...train, ...(weights && { weights: selectRows(weights, 1, parts[0].rows) }) },
    test: test ? inMemory(test) : inMemory(train, note),
    form,
    ...(fraction === 0 && { testsOnTraining: true }),
  }
}

function heldBackNote(fraction: number): string {
  const part = `${Number((100 * fraction).toPrecision(2))} %`
  return `it is large and read in passes: which rows are held back, ${part} of them, follows from the seed and each row alone, so classes are in proportion but roughly`
}

/** A dataset to test with: of one whose features are in a file its first examples. */
function inMemory(dataset: Dataset<AnyFeatures>, note?: (line: string) => void): Dataset {
  const { features, count: all, inputs, outputs, labels, targets, ...others } = dataset
  if (!('read' in features)) return { ...dataset, features }
  const count = Math.min(all, Math.max(1, Math.floor(MOST_TESTED_NUMBERS / inputs)))
  if (count < all) note?.(`the test is on the first ${count} of the rows that are trained on`)
  const tested = new Float32Array(count * inputs)
  features.read(0, tested)
  return {
    ...others,
    count,
    inputs,
    outputs,
    features: tested,
    ...(labels && { labels: labels.slice(0, count) }),
    ...(targets && { targets: targets.slice(0, count * outputs) }),
  }
}

const NO_CLASSES = { classes: [], labels: undefined }

function classesOf(
  file: string,
  table: Table,
  label: Column,
  naValues: readonly string[] | undefined,
  note: (line: string) => void,
): { classes: readonly string[]; labels: Uint32Array } {
  const texts = asTexts(file, table.lines, label)
  const classes = sortTexts(texts.texts)
  checkClasses(file, table, texts, classes)
  for (const line of classNotes(texts, naValues)) note(line)
  return { classes, labels: encodeTexts(file, table.lines, texts, texts.name, classes) }
}

/** The scaling of the inputs, learned on the rows to train on. */
function featureScaling({ features, moments }: LargeTableSurvey, options: TableOptions): ColumnScaling {
  const inputs = features.flatMap((feature, at) =>
    Array.from({ length: inputsOf([feature]) }, () => moments.momentsOf(at)),
  )
  return keepCategories(scalingOf(inputs, options.scaling ?? 'standard'), numberInputs(features))
}
