import type { SplitDataset } from '@antigrad/core'
import { createRandom, UsageError } from '@antigrad/core'
import { STREAM } from '@antigrad/core/internal'
import type { FileBytes } from './file-bytes.js'
import { keysOf } from './keys.js'
import { refuse } from './refuse.js'
import { type ColumnScaling, learnScaling, learnTargetScaling, type ScalingKind } from './scaling.js'
import { selectRows, splitStratified } from './split.js'
import { parseTable, type TableText } from './table.js'
import { joinColumns, scaled } from './table-dataset.js'
import {
  asTexts,
  detectTask,
  encodeFeatures,
  encodeTexts,
  type FeatureForm,
  featureForms,
  inputsOf,
  sortTexts,
  type TableForm,
  type Task,
} from './table-form.js'

/** What is to be learned of a table. */
export interface TableOptions extends TableText {
  /** The columns to learn, by name or by number from 1. */
  readonly label: readonly string[]
  /** The columns to learn from. All others, where absent. */
  readonly features?: readonly string[]
  /** Columns whose numbers are names of kinds and not amounts, as postal codes are. */
  readonly categories?: readonly string[]
  /** `auto`, the default: numbers where several columns are learned, or one whose numbers are not all whole
   * or more than 20 different; a class otherwise. */
  readonly task?: Task | 'auto'
  /** How features are scaled; categories are not. `standard` where absent. */
  readonly scaling?: ScalingKind
}

/** A table in two parts, and how its cells became examples. */
export interface TableDataset extends SplitDataset {
  readonly form: TableForm
}

/**
 * Makes a dataset of a table of comma-separated values. It is split by the seed, each class in proportion,
 * equal rows of features on one side; scaling is learned on the training part alone. A column of texts
 * becomes an input for each of its texts.
 * @param fraction of the rows that are for testing, above 0 and below 1
 * @throws BadInput as `parseTable`, and for less than two classes or too few different rows for two parts;
 * UsageError for options that contradict each other
 */
export function tableSplit(
  source: FileBytes,
  options: TableOptions,
  seed: number,
  fraction: number,
): TableDataset {
  const { file } = source
  const { label, features: asked, categories = [], task: stated = 'auto' } = options
  checkOptions(options)
  const kinds = new Map<string, 'number' | 'text'>(categories.map((column) => [column, 'text']))
  const known = stated === 'auto' && label.length > 1 ? 'regress' : stated
  if (known !== 'auto') for (const column of label) kinds.set(column, known === 'regress' ? 'number' : 'text')
  const wanted = { columns: [...label, ...(asked ?? [])], others: asked === undefined, kinds }
  const table = parseTable(source, options, wanted)
  const labelColumns = table.columns.slice(0, label.length)
  const columns = table.columns.slice(label.length)
  if (columns.length === 0) throw refuse(file, 'line 1', 'columns to learn from', 'none but the label')
  const task = known === 'auto' ? detectTask(labelColumns) : known
  const features = featureForms(columns)
  const rows = encodeFeatures(file, table, columns, features)

  let classes: string[] = []
  let labels: Uint32Array | undefined
  if (task === 'classify') {
    const texts = asTexts(file, table.lines, labelColumns[0])
    classes = sortTexts(texts.texts)
    if (classes.length < 2) throw refuse(file, `line ${table.lines[0]}`, 'two classes or more', 'one')
    labels = encodeTexts(file, table.lines, texts, texts.name, classes)
  }
  const targets = task === 'regress' ? joinColumns(labelColumns) : undefined
  const inputs = inputsOf(features)
  const outputs = targets ? label.length : classes.length
  const keys = keysOf(rows, inputs)
  const split = splitStratified(keys, labels, fraction, createRandom(seed, STREAM.split))
  if (split.train.length === 0 || split.test.length === 0) {
    if (labels && areOneEach(keys, labels, classes.length)) {
      const expected = 'a class with two different rows, one for each part'
      throw refuse(file, `line ${table.lines[0]}`, expected, `none among ${classes.length} classes`)
    }
    const found = `${split.train.length} to train on and ${split.test.length} to test`
    throw refuse(file, `line ${table.lines[0]}`, 'enough different rows for two parts', found)
  }
  const [train, test] = [split.train, split.test].map((chosen) => ({
    rows: selectRows(rows, inputs, chosen),
    labels: labels && selectRows(labels, 1, chosen),
    targets: targets && selectRows(targets, outputs, chosen),
  }))
  const form: TableForm = {
    header: table.header,
    ...(options.delimiter !== undefined && { delimiter: options.delimiter }),
    features,
    label: labelColumns.map(({ name }) => name),
    task,
    classes,
    scaling: {
      features: keepCategories(learnScaling(train.rows, inputs, options.scaling ?? 'standard'), features),
      ...(train.targets && { targets: learnTargetScaling(train.targets, outputs) }),
    },
  }
  return { train: scaled(`${file}, train`, form, train), test: scaled(`${file}, test`, form, test), form }
}

/** Whether no class has a second row that differs from its first. */
function areOneEach(keys: readonly string[], labels: Uint32Array, classes: number): boolean {
  return new Set(keys.map((key, row) => `${labels[row]} ${key}`)).size === classes
}

/** The scaling without that of categories, which stay 0 and 1. */
function keepCategories(scaling: ColumnScaling, features: readonly FeatureForm[]): ColumnScaling {
  const isNumber = features.flatMap(({ categories }) =>
    categories.length > 0 ? categories.map(() => false) : [true],
  )
  return {
    offsets: scaling.offsets.map((offset, input) => (isNumber[input] ? offset : 0)),
    divisors: scaling.divisors.map((divisor, input) => (isNumber[input] ? divisor : 1)),
    base: scaling.base,
  }
}

function checkOptions({ label, features, categories, task }: TableOptions): void {
  if (label.length === 0)
    throw new UsageError('a table needs a label: expected the name or number of a column')
  if (task === 'classify' && label.length > 1) {
    throw new UsageError(`to classify, expected one column of labels, found ${label.join(', ')}`)
  }
  const both = features?.find((column) => label.includes(column))
  if (both !== undefined)
    throw new UsageError(`expected features other than the label, found '${both}' in both`)
  const twice = [...label, ...(features ?? [])].find((column, index, all) => all.indexOf(column) !== index)
  if (twice !== undefined) throw new UsageError(`expected each column once, found '${twice}' twice`)
  const wrong = task === 'regress' && categories?.find((column) => label.includes(column))
  if (wrong) throw new UsageError(`a column of categories cannot be a number to learn: found '${wrong}'`)
}
