import { Network } from '@antigrad/core'
import { fromRows } from '@antigrad/data'
import { describe, expect, test } from 'vitest'
import { askedWith, checkFrozen } from './asked-with-model.js'
import type { Asked } from './config.js'
import type { StartingModel } from './starting-model.js'

const rows = Array.from({ length: 30 }, (_, n) => ({ a: n, b: n % 7, kind: n % 2 ? 'odd' : 'even' }))
const { form } = fromRows(rows, { label: 'kind' })
const functions = { activations: ['relu', 'relu'], head: 'softmax-cross-entropy' } as const
const network = Network.create([2, 8, 6, 2], 1, functions)
const ofTable: StartingModel = { file: 'm', network, hash: 'sha256:0', classes: ['even', 'odd'], form }
const foreign: StartingModel = { file: 'm', network, hash: 'sha256:0', classes: [] }

describe('a run that begins with a model', () => {
  test('takes its layers, its loss and what is learned of the table', () => {
    expect(askedWith({ data: 'a.csv', seed: 7 }, ofTable)).toEqual({
      data: 'a.csv',
      seed: 7,
      hidden: [8, 6],
      activation: 'relu',
      loss: 'cross-entropy',
      recipe: 'modern',
      table: { label: ['kind'] },
    })
  })

  test('may be stated to have what it has, and another loss', () => {
    const stated = { data: 'a.csv', hidden: [8, 6], activation: 'relu', loss: 'mse' } as const
    expect(askedWith({ ...stated, table: { label: ['kind'], testSplit: 0.5 } }, ofTable)).toMatchObject({
      ...stated,
      table: { label: ['kind'], testSplit: 0.5 },
    })
  })

  test("takes the lecture's defaults for a network of the lecture's functions", () => {
    const lecture = { ...foreign, network: Network.create([2, 8, 2], 1) }
    expect(askedWith({}, lecture)).toEqual({ hidden: [8], activation: 'sigmoid', loss: 'squared' })
  })

  test.each<[string, Partial<Asked>]>([
    ['--hidden none: expected 8,6 as m has, or no --hidden', { hidden: [] }],
    ['--activation tanh: expected relu as m has, or no --activation', { activation: 'tanh' }],
    ['--data: expected a table, as m was trained on, found mnist', { data: 'mnist' }],
    ['--data: expected a table, as m was trained on, found none', {}],
    ['--label a: expected kind as m has, or no --label', { data: 'a.csv', table: { label: ['a'] } }],
    [
      '--missing: expected no --missing with --from, for m says how its table is read',
      { data: 'a.csv', table: { label: ['kind'], missing: 'drop' } },
    ],
  ])('refuses: %s', (message, stated) => {
    expect(() => askedWith(stated, ofTable)).toThrow(message)
  })

  test.each([[[4]], [[1, 1]], [[1, 2, 3]]])('refuses to freeze the layers %j of three', (layers) => {
    expect(() => checkFrozen(ofTable, layers)).toThrow(
      `--freeze ${layers.join(',')}: expected some of the layers 1, 2, 3 of m, each once and not all`,
    )
  })

  test.each([[[1]], [[3]], [[2, 1]]])('freezes the layers %j of three', (layers) => {
    expect(() => checkFrozen(ofTable, layers)).not.toThrow()
  })
})
