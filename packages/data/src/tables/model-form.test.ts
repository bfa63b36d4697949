import { BadInput, type ModelDescription } from '@antigrad/core'
import type { Json } from '@antigrad/core/internal'
import { describe, expect, test } from 'vitest'
import { tableFormOf } from './model-form.js'
import { tableSplit } from './table-split.js'

const rows = Array.from({ length: 12 }, (_, n) => `${n},${n / 3},${n % 2 ? 'odd' : 'even'},${n % 3}`)
const bytes = new TextEncoder().encode(`a,b,kind,rest\n${rows.join('\n')}`)
/** Two inputs, two classes. */
const classes = formOf('classify', 'kind')
/** Two inputs, one number. */
const numbers = formOf('regress', 'rest')

function formOf(task: 'classify' | 'regress', label: string): Json {
  const { form } = tableSplit(
    { file: 't.csv', bytes },
    { label: [label], features: ['a', 'b'], task },
    1,
    0.25,
  )
  return JSON.parse(JSON.stringify(form))
}

function described(sizes: readonly number[], table: Json | undefined): ModelDescription {
  return { version: 1, sizes, ...(table !== undefined && { table }) }
}

describe("the form of a model's table", () => {
  test('is read where it is that of the network, and absent where the model is not of a table', () => {
    expect(tableFormOf(described([2, 3, 2], classes), 'm')).toEqual(classes)
    expect(tableFormOf(described([2, 3, 1], numbers), 'm')).toEqual(numbers)
    expect(tableFormOf(described([2, 3, 2], undefined), 'm')).toBeUndefined()
  })

  test.each([
    ['inputs', [3, 3, 2], classes, '3 inputs and 2 outputs as the network has, found 2 and 2'],
    ['classes', [2, 3, 3], classes, '2 inputs and 3 outputs as the network has, found 2 and 2'],
    ['numbers', [2, 3, 2], numbers, '2 inputs and 2 outputs as the network has, found 2 and 1'],
  ])('made for other %s than the network has is refused', (_, sizes, form, message) => {
    const read = () => tableFormOf(described(sizes, form), 'm.safetensors')
    expect(read).toThrow(BadInput)
    expect(read).toThrow(
      `m.safetensors: metadata antigrad.table: expected the form of a table with ${message}`,
    )
  })

  test.each([[null], ['a form'], [{}], [{ ...(classes as object), scaling: {} }]])('%j is none', (form) => {
    const read = () => tableFormOf(described([2, 3, 2], form), 'm.safetensors')
    expect(read).toThrow(BadInput)
    expect(read).toThrow('m.safetensors: metadata antigrad.table: expected the form of a table, found ')
  })
})
