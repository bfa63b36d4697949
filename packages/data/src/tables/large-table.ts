import type { AnyFeatures, Dataset, StoredFeatures } from '@antigrad/core'
import { FeatureFile } from '../feature-file.js'
import type { OpenOptions } from '../formats/format.js'
import { TEST_FRACTION } from '../held-back.js'
import { refuse } from '../refuse.js'
import { selectRows } from '../split.js'
import { type Column, GrowingColumn } from './column.js'
import { type LargeTableSurvey, surveyLargeTable } from './large-table-survey.js'
import { applyScaling, type ColumnScaling, learnTargetScaling, scaledNumber, scalingOf } from './scaling.js'
import { type Table, visitRows } from './table.js'
import { joinColumns } from './table-dataset.js'
import { asTexts, encodeTexts, inputsOf, numberInputs, sortTexts, type TableForm } from './table-form.js'
import { imbalanceNotes, targetNotes } from './table-notes.js'
import { checkOptions, type TableOptions } from './table-options.js'
import { formOf, keepCategories, type TableDataset, taskOf } from './table-split.js'
import { checkSampleWeights, sampleWeightsOf } from './table-weights.js'
import type { TableSource } from './written-table.js'

/** Numbers that the features may take, those of categories counted: 2 GiB as float32. */
const MOST_NUMBERS = 2 ** 29

/** Rows of which the features are in a file: a run keeps 44 bytes of each in a memory of 4 GiB. */
const MOST_ROWS = 80_000_000

/** Bytes of text that are held back at most, of a larger table, where nobody said how much: what is tested is in memory. */
const MOST_TESTED = 2 ** 28

/** Numbers that are tested where all rows are trained on and their features are in a file. */
const MOST_TESTED_NUMBERS = 2 ** 25

/** How a large table is read, and what of it is kept where. */
export type LargeTableOptions = TableOptions & Pick<OpenOptions, 'storeAbove'>

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
  const { file } = source
  const note = (line: string): void => options.note?.(`${file}: ${line}`)
  const fraction = stated ?? Math.min(TEST_FRACTION, MOST_TESTED / (source.rest?.size ?? 0))
  if (fraction > 0) note(heldBackNote(fraction))
  const survey = surveyLargeTable(source, options, seed, fraction, note)
  const scaling = featureScaling(survey, options)
  const { table, weights, parts } = readParts(source, survey, scaling, { ...options, testFraction: fraction })
  const label = table.columns.slice(0, survey.labels)
  const { task } = taskOf({ label, stated: survey.stated }, options, note)
  const { classes, labels } = task === 'classify' ? classesOf(file, table, label[0], note) : NO_CLASSES
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
  { lines }: Table,
  label: Column,
  note: (line: string) => void,
): { classes: readonly string[]; labels: Uint32Array } {
  const texts = asTexts(file, lines, label)
  const classes = sortTexts(texts.texts)
  if (classes.length < 2) throw refuse(file, `line ${lines[0]}`, 'two classes or more', 'one')
  for (const line of imbalanceNotes(texts)) note(line)
  return { classes, labels: encodeTexts(file, lines, texts, texts.name, classes) }
}

/** The scaling of the inputs, learned on the rows to train on. */
function featureScaling({ features, moments }: LargeTableSurvey, options: TableOptions): ColumnScaling {
  const inputs = features.flatMap((feature, at) =>
    Array.from({ length: inputsOf([feature]) }, () => moments.momentsOf(at)),
  )
  return keepCategories(scalingOf(inputs, options.scaling ?? 'standard'), numberInputs(features))
}

/** A part of a large table. */
interface LargePart {
  readonly name: string
  /** Which of the rows that are taken. */
  readonly rows: Uint32Array
  /** rows × inputs, scaled. */
  readonly features: Float32Array | StoredFeatures
}

/** What takes the features of a part, row by row. */
interface GrowingFeatures {
  add(row: Float32Array): void
  done(): Float32Array | StoredFeatures
}

/** What the last pass reads. */
interface Filled {
  /** The labels, and sample weights, of all rows that are taken. */
  readonly table: Table
  readonly weights: Float32Array | undefined
  /** To train on, and to test with where that is another one. */
  readonly parts: readonly LargePart[]
}

/** The last pass. */
function readParts(
  { file }: TableSource,
  survey: LargeTableSurvey,
  scaling: ColumnScaling,
  {
    naValues,
    storeAbove = Number.POSITIVE_INFINITY,
    testFraction: fraction,
  }: LargeTableOptions & { readonly testFraction: number },
): Filled {
  const { layout, places, readers, firstFeature: first, features, moments, labels } = survey
  const inputs = inputsOf(features)
  const taken = moments.train + moments.test
  const [trained, tested] = fraction > 0 ? [moments.train, moments.test] : [taken, 0]
  const isStored = trained * inputs > storeAbove
  if (isStored && taken > MOST_ROWS)
    throw refuse(
      file,
      'line 1',
      `at most ${MOST_ROWS} rows`,
      `${taken} (--ignore and --missing drop take fewer)`,
    )
  if ((isStored ? tested : taken) * inputs > MOST_NUMBERS) {
    const found = `${taken} rows of ${inputs} inputs, each category being one`
    throw refuse(file, 'line 1', `at most ${MOST_NUMBERS} numbers`, found)
  }
  if (moments.train === 0 || (moments.test === 0 && fraction > 0)) {
    const found = `${moments.train} to train on and ${moments.test} to test (--test-split 0 trains on all)`
    throw refuse(file, 'line 1', 'enough different rows for two parts', found)
  }
  const parts = (fraction > 0 ? [trained, tested] : [trained]).map((count, part) => ({
    name: part === 0 ? 'train' : 'test',
    rows: new Uint32Array(count),
    features: part === 0 && isStored ? new FeatureFile(inputs) : growing(count, inputs),
  }))
  const filled = parts.map(() => 0)
  const lines = new Uint32Array(taken)
  const values = new Float32Array(inputs)
  const others = readers.slice(0, first).map((reader) => new GrowingColumn(reader, taken))
  const placesOf = readers.slice(first).map(({ texts }, at) => placesIn(features[at].categories, texts))
  let row = 0
  const how = { gaps: true, ...(naValues && { naValues }) }
  visitRows(layout, places, readers, how, (cells, line) => {
    if (!survey.isTaken(cells)) return
    const part = moments.isTest(row) ? 1 : 0
    const { rows, features: growingFeatures } = parts[part]
    lines[row] = line
    rows[filled[part]++] = row++
    for (let at = 0; at < first; at++) others[at].push(cells[at])
    values.fill(0)
    for (let at = 0, input = 0; at < features.length; at++) {
      const cell = cells[first + at]
      const isMissing = Number.isNaN(cell)
      const known = placesOf[at]
      const wide = known?.length ?? 1
      if (!known) values[input] = scaledNumber(isMissing ? (features[at].fill ?? cell) : cell, scaling, input)
      else if (!isMissing) values[input + known[cell]] = 1
      input += wide
      if (features[at].indicator) values[input++] = isMissing ? 1 : 0
    }
    growingFeatures.add(values)
  })
  const columns = others.map((column) => column.done())
  const table = { columns, header: layout.header, lines }
  const [weightColumn] = columns.slice(labels)
  if (weightColumn) checkSampleWeights(file, table, weightColumn)
  return {
    table,
    weights: weightColumn && sampleWeightsOf(weightColumn),
    parts: parts.map(({ name, rows, features }) => ({ name, rows, features: features.done() })),
  }
}

/** Features of so many rows, in memory. */
function growing(count: number, inputs: number): GrowingFeatures {
  const features = new Float32Array(count * inputs)
  let filled = 0
  return {
    add: (row) => {
      features.set(row, filled)
      filled += inputs
    },
    done: () => features,
  }
}

/** Of each text, by its code, its place among the categories; undefined for a column of numbers. */
function placesIn(categories: readonly string[], texts: readonly string[]): number[] | undefined {
  return categories.length === 0 ? undefined : texts.map((text) => categories.indexOf(text))
}
