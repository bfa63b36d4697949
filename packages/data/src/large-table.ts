import type { Dataset } from '@antigrad/core'
import { type Column, GrowingColumn } from './column.js'
import { TEST_FRACTION } from './held-back.js'
import { type LargeTableSurvey, surveyLargeTable } from './large-table-survey.js'
import { refuse } from './refuse.js'
import { applyScaling, type ColumnScaling, learnTargetScaling, scaledNumber, scalingOf } from './scaling.js'
import { selectRows } from './split.js'
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

/**
 * Makes a dataset of a large table as `tableSplit` does of others, in passes over its text, of which no more than some rows
 * are in memory: the first says what the columns hold and which rows are for testing (`RowMoments`), the last writes features
 * as float32 where they stay. What needs all rows at once is not done: classes are held back as they come and not in exact
 * proportion, and single numbers far from all others are not named.
 * @throws as `tableSplit`
 */
export function largeTableSplit(
  source: TableSource,
  options: TableOptions,
  seed: number,
  fraction = TEST_FRACTION,
): TableDataset {
  checkOptions(options)
  const { file } = source
  const note = (line: string): void => options.note?.(`${file}: ${line}`)
  if (fraction > 0) note(BY_HASH)
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
  const [train, test = train] = parts.map(({ rows, features, name }, part): Dataset => {
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
    test,
    form,
    ...(fraction === 0 && { testsOnTraining: true }),
  }
}

const BY_HASH =
  'it is large and read in passes: which rows are held back follows from the seed and each row alone, so classes are in proportion but roughly'

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
  readonly features: Float32Array
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
  { naValues, testFraction: fraction }: Pick<TableOptions, 'naValues'> & { readonly testFraction: number },
): Filled {
  const { layout, places, readers, firstFeature: first, features, moments, labels } = survey
  const inputs = inputsOf(features)
  const taken = moments.train + moments.test
  if (taken * inputs > MOST_NUMBERS) {
    const found = `${taken} rows of ${inputs} inputs, each category being one`
    throw refuse(file, 'line 1', `at most ${MOST_NUMBERS} numbers`, found)
  }
  if (moments.train === 0 || (moments.test === 0 && fraction > 0)) {
    const found = `${moments.train} to train on and ${moments.test} to test (--test-split 0 trains on all)`
    throw refuse(file, 'line 1', 'enough different rows for two parts', found)
  }
  const parts = (fraction > 0 ? [moments.train, moments.test] : [taken]).map((count, part) => ({
    name: part === 0 ? 'train' : 'test',
    rows: new Uint32Array(count),
    features: new Float32Array(count * inputs),
  }))
  const filled = parts.map(() => 0)
  const lines = new Uint32Array(taken)
  const others = readers.slice(0, first).map((reader) => new GrowingColumn(reader))
  const placesOf = readers.slice(first).map(({ texts }, at) => placesIn(features[at].categories, texts))
  let row = 0
  const how = { gaps: true, ...(naValues && { naValues }) }
  visitRows(layout, places, readers, how, (cells, line) => {
    if (!survey.isTaken(cells)) return
    const part = moments.isTest(row) ? 1 : 0
    const { rows, features: values } = parts[part]
    lines[row] = line
    rows[filled[part]] = row++
    for (let at = 0; at < first; at++) others[at].push(cells[at])
    let place = filled[part]++ * inputs
    for (let at = 0, input = 0; at < features.length; at++) {
      const cell = cells[first + at]
      const isMissing = Number.isNaN(cell)
      const known = placesOf[at]
      const wide = known?.length ?? 1
      if (!known) values[place] = scaledNumber(isMissing ? (features[at].fill ?? cell) : cell, scaling, input)
      else if (!isMissing) values[place + known[cell]] = 1
      place += wide
      input += wide
      if (!features[at].indicator) continue
      values[place++] = isMissing ? 1 : 0
      input++
    }
  })
  const columns = others.map((column) => column.done())
  const table = { columns, header: layout.header, lines }
  const [weightColumn] = columns.slice(labels)
  if (weightColumn) checkSampleWeights(file, table, weightColumn)
  return { table, weights: weightColumn && sampleWeightsOf(weightColumn), parts }
}

/** Of each text, by its code, its place among the categories; undefined for a column of numbers. */
function placesIn(categories: readonly string[], texts: readonly string[]): number[] | undefined {
  return categories.length === 0 ? undefined : texts.map((text) => categories.indexOf(text))
}
