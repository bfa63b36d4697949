import { FileError, type StoredFeatures } from '@antigrad/core'
import { FeatureFile, MOST_STORED } from '../feature-file.js'
import type { OpenOptions } from '../formats/format.js'
import { oneLine, refuse } from '../refuse.js'
import { GrowingColumn } from './column.js'
import { writeCycles } from './cycles.js'
import type { LargeTableSurvey } from './large-table-survey.js'
import { type ColumnScaling, scaledNumber } from './scaling.js'
import { type Table, visitRows } from './table.js'
import { inputsOf } from './table-form.js'
import type { TableOptions } from './table-options.js'
import { checkSampleWeights, sampleWeightsOf } from './table-weights.js'
import type { TableSource } from './written-table.js'

/** Numbers that the features may take, those of categories counted: 2 GiB as float32. */
const MOST_NUMBERS = 2 ** 29

/** A part of a large table. */
export interface LargePart {
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
  /** Gives back what it takes, where it is not done. */
  close(): void
}

/** What the last pass reads. */
export interface Filled {
  /** The labels, and sample weights, of all rows that are taken. */
  readonly table: Table
  readonly weights: Float32Array | undefined
  /** To train on, and to test with where that is another one. */
  readonly parts: readonly LargePart[]
}

/**
 * The last pass: writes the features of the rows where they stay, and keeps what is learned from them. Where it throws,
 * nothing stays.
 * @throws BadInput for more rows or numbers than fit, a part without rows, sample weights that are none; FileError
 */
export function readParts(
  { file }: TableSource,
  survey: LargeTableSurvey,
  scaling: ColumnScaling,
  {
    naValues,
    storeAbove = Number.POSITIVE_INFINITY,
    namesStored = false,
    testFraction: fraction,
  }: Pick<TableOptions, 'naValues'> &
    Pick<OpenOptions, 'storeAbove' | 'namesStored'> & { readonly testFraction: number },
): Filled {
  const { features, moments } = survey
  const inputs = inputsOf(features)
  const taken = moments.train + moments.test
  const [trained, tested] = fraction > 0 ? [moments.train, moments.test] : [taken, 0]
  const isStored = trained * inputs > storeAbove
  if (isStored && taken > MOST_STORED)
    throw refuse(
      file,
      'line 1',
      `at most ${MOST_STORED} rows`,
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
  const parts: BegunPart[] = []
  try {
    for (const [part, count] of (fraction > 0 ? [trained, tested] : [trained]).entries()) {
      parts.push({
        name: part === 0 ? 'train' : 'test',
        rows: new Uint32Array(count),
        features: part === 0 && isStored ? new FeatureFile(inputs, namesStored) : growing(count, inputs),
      })
    }
    return fill(file, survey, scaling, { parts, taken, inputs, naValues })
  } catch (error) {
    for (const { features: begun } of parts) begun.close()
    throw error
  }
}

/** A part before it is read. */
type BegunPart = Omit<LargePart, 'features'> & { readonly features: GrowingFeatures }

/** Parts before they are read. */
interface Begun {
  readonly parts: readonly BegunPart[]
  /** Rows of both. */
  readonly taken: number
  readonly inputs: number
  readonly naValues: TableOptions['naValues']
}

function fill(
  file: string,
  { layout, places, readers, firstFeature: first, features, moments, labels, isTaken }: LargeTableSurvey,
  scaling: ColumnScaling,
  { parts, taken, inputs, naValues }: Begun,
): Filled {
  const filled = parts.map(() => 0)
  const lines = new Uint32Array(taken)
  const values = new Float32Array(inputs)
  const others = readers.slice(0, first).map((reader) => new GrowingColumn(reader, taken))
  const placesOf = readers.slice(first).map(({ texts }, at) => placesIn(features[at].categories, texts))
  let row = 0
  const how = { gaps: true, ...(naValues && { naValues }) }
  visitRows(layout, places, readers, how, (cells, line) => {
    if (!isTaken(cells)) return
    if (row === taken) throw changed(file)
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
      const { fill = cell, cycles = [], indicator } = features[at]
      if (!known) {
        values[input] = scaledNumber(isMissing ? fill : cell, scaling, input)
        if (!isMissing) writeCycles(values, input + 1, cell, cycles)
      } else if (!isMissing) values[input + known[cell]] = 1
      input += known?.length ?? 1 + 2 * cycles.length
      if (indicator) values[input++] = isMissing ? 1 : 0
    }
    growingFeatures.add(values)
  })
  if (row < taken) throw changed(file)
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

function changed(file: string): FileError {
  return new FileError(oneLine(`${file}: became another while it was read`))
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
    close: () => undefined,
  }
}

/** Of each text, by its code, its place among the categories; undefined for a column of numbers. */
function placesIn(categories: readonly string[], texts: readonly string[]): number[] | undefined {
  return categories.length === 0 ? undefined : texts.map((text) => categories.indexOf(text))
}
