import { BadInput, type ModelDescription } from '@antigrad/core'
import { fieldsOf, type Json, shownJson } from '@antigrad/core/internal'
import { CALENDAR_NAMES } from './calendar.js'
import { MISSING_POLICIES, UNKNOWN_POLICIES } from './missing.js'
import { ANSWER_NAMES } from './number-form.js'
import { DELIMITERS } from './rows.js'
import { inputsOf, type TableForm } from './table-form.js'

/**
 * Reads from a model's description how the cells of a table become its inputs.
 * @returns undefined where the model is not that of a table
 * @throws BadInput where it is not such a form, contradicts itself, or is not that of the network's shape
 * @example
 * import { fromRows, Network, readModel, tableFormOf, writeModel } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const bytes = writeModel(Network.create([2, 8, 2], 1), { classes: dataset.form.classes, table: dataset.form })
 * console.log(tableFormOf(readModel(bytes).description).label)
 */
export function tableFormOf(
  { table: json, sizes }: ModelDescription,
  file = 'the model',
): TableForm | undefined {
  if (json === undefined) return undefined
  if (isForm(json)) {
    const form = json as unknown as TableForm
    checkShape(form, sizes, file)
    return form
  }
  throw new BadInput(
    `${file}: metadata antigrad.table: expected the form of a table, found ${shownJson(json)}`,
  )
}

function checkShape(form: TableForm, sizes: readonly number[], file: string): void {
  const expected = [inputsOf(form.features), (form.task === 'classify' ? form.classes : form.label).length]
  const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
  if (inputs === expected[0] && outputs === expected[1]) return
  throw new BadInput(
    `${file}: metadata antigrad.table: expected the form of a table with ${inputs} inputs and ${outputs} outputs as the network has, found ${expected.join(' and ')}`,
  )
}

function isForm(json: Json): boolean {
  const { header, delimiter, features, label, task, classes, scaling } = fieldsOf(json)
  const { labelNumbers, missing, naValues, unknown } = fieldsOf(json)
  const wellFormed =
    (header === undefined || typeof header === 'boolean') &&
    isOneOf(delimiter, DELIMITERS) &&
    isOneOf(missing, MISSING_POLICIES) &&
    isOneOf(unknown, UNKNOWN_POLICIES) &&
    (naValues === undefined || isTexts(naValues)) &&
    (labelNumbers === undefined ||
      (Array.isArray(labelNumbers) && labelNumbers.every((form) => form === null || isNumberForm(form)))) &&
    Array.isArray(features) &&
    features.every(isFeature) &&
    isTexts(label) &&
    (task === 'classify' || task === 'regress') &&
    isTexts(classes)
  if (!wellFormed) return false
  const form = json as unknown as TableForm
  const { features: inputs, targets } = fieldsOf(scaling)
  if (!isScaling(inputs, inputsOf(form.features)) || form.label.length === 0) return false
  return task === 'classify' ? form.classes.length > 1 : isScaling(targets, form.label.length)
}

function isFeature(json: Json): boolean {
  const { name, categories, number, cycles, fill, indicator } = fieldsOf(json)
  return (
    typeof name === 'string' &&
    isTexts(categories) &&
    (number === undefined || isNumberForm(number)) &&
    (cycles === undefined || (Array.isArray(cycles) && cycles.every((period) => Number(period) > 0))) &&
    (fill === undefined || typeof fill === 'number') &&
    (indicator === undefined || indicator === true)
  )
}

function isNumberForm(json: Json): boolean {
  const { decimal, thousands, unit, calendar, answers } = fieldsOf(json)
  if (answers !== undefined) return isOneOf(answers, ANSWER_NAMES)
  if (calendar !== undefined) return isOneOf(calendar, CALENDAR_NAMES)
  return (
    (decimal === '.' || decimal === ',') &&
    isOneOf(thousands, [',', '.', "'", ' ']) &&
    (unit === undefined || typeof unit === 'string')
  )
}

function isOneOf(json: Json | undefined, known: readonly string[]): boolean {
  return json === undefined || known.includes(json as string)
}

function isScaling(json: Json | undefined, columns: number): boolean {
  const { offsets, divisors, base } = fieldsOf(json)
  const fits = (list: Json | undefined): list is number[] =>
    Array.isArray(list) && list.length === columns && list.every((value) => typeof value === 'number')
  return fits(offsets) && fits(divisors) && !divisors.includes(0) && typeof base === 'number'
}

function isTexts(json: Json | undefined): boolean {
  return Array.isArray(json) && json.every((text) => typeof text === 'string')
}
