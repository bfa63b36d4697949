import type { Dataset } from '@antigrad/core'
import type { Column, NumberColumn } from './column.js'
import type { FileBytes } from './file-bytes.js'
import { applyScaling } from './scaling.js'
import { type ColumnsWanted, parseTable } from './table.js'
import { encodeFeatures, encodeTexts, inputsOf, type TableForm } from './table-form.js'

/**
 * Reads another table in the form of one that was learned: the same columns by name, the same categories,
 * classes and scaling.
 * @throws BadInput as `parseTable`, and for a category or class that was not there before
 */
export function tableDataset(source: FileBytes, form: TableForm): Dataset {
  const { file } = source
  const table = parseTable(source, form, wantedBy(form, form.label))
  const labelColumns = table.columns.slice(form.features.length)
  const rows = encodeFeatures(file, table, table.columns, form.features)
  const [column] = labelColumns
  const labels =
    column.kind === 'text' ? encodeTexts(file, table.lines, column, column.name, form.classes) : undefined
  return scaled(file, form, { rows, labels, targets: labels ? undefined : joinColumns(labelColumns) })
}

/**
 * Reads only the features of a table in the form of one that was learned: its label need not be there.
 * @returns rows × inputs, scaled
 * @throws BadInput as `tableDataset`
 */
export function tableFeatures(source: FileBytes, form: TableForm): Float32Array {
  const table = parseTable(source, form, wantedBy(form, []))
  return applyScaling(encodeFeatures(source.file, table, table.columns, form.features), form.scaling.features)
}

function wantedBy(form: TableForm, label: readonly string[]): ColumnsWanted {
  const kinds = new Map<string, 'number' | 'text'>()
  for (const { name, categories } of form.features) kinds.set(name, categories.length > 0 ? 'text' : 'number')
  for (const name of label) kinds.set(name, form.task === 'regress' ? 'number' : 'text')
  const columns = [...form.features.map(({ name }) => name), ...label]
  return { columns, others: false, kinds, byName: form.header === true }
}

/** Rows as numbers, not scaled yet. */
export interface EncodedRows {
  readonly rows: Float64Array
  readonly labels: Uint32Array | undefined
  readonly targets: Float64Array | undefined
}

/** The dataset of encoded rows, scaled. */
export function scaled(name: string, form: TableForm, { rows, labels, targets }: EncodedRows): Dataset {
  const { scaling } = form
  const inputs = inputsOf(form.features)
  return {
    name,
    count: rows.length / inputs,
    inputs,
    outputs: form.task === 'regress' ? form.label.length : form.classes.length,
    features: applyScaling(rows, scaling.features),
    ...(labels && { labels }),
    ...(targets && scaling.targets && { targets: applyScaling(targets, scaling.targets) }),
    classes: form.classes,
  }
}

/** Columns of numbers side by side: rows × columns, row by row. */
export function joinColumns(columns: readonly Column[]): Float64Array {
  const numbers = columns.filter((column): column is NumberColumn => column.kind === 'number')
  const rows = new Float64Array(numbers.length * numbers[0].values.length)
  for (const [place, { values }] of numbers.entries()) {
    for (let row = 0; row < values.length; row++) rows[row * numbers.length + place] = values[row]
  }
  return rows
}
