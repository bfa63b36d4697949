import { expect, test } from 'vitest'
import { keepRecord, keptEpochs, MOST_RECORDS } from './history.js'
import type { EpochRecord } from './state.js'

test('after any number of epochs the history holds those that the number says, the last among them', () => {
  const history: EpochRecord[] = []
  expect(keptEpochs(0)).toEqual([])
  for (let epoch = 1; epoch <= 5 * MOST_RECORDS; epoch++) {
    keepRecord(history, { epoch, loss: 1 / epoch, accuracy: 0.5 })
    if (epoch % 997 > 2 && epoch % MOST_RECORDS > 3) continue
    expect(history.map((record) => record.epoch)).toEqual(keptEpochs(epoch))
    expect(history.at(-1)).toEqual({ epoch, loss: 1 / epoch, accuracy: 0.5 })
    expect(history.length).toBeLessThanOrEqual(MOST_RECORDS + 1)
  }
})

test('up to so many, every epoch is kept', () => {
  expect(keptEpochs(3)).toEqual([1, 2, 3])
  expect(keptEpochs(MOST_RECORDS)).toHaveLength(MOST_RECORDS)
  expect(keptEpochs(MOST_RECORDS + 1).slice(-2)).toEqual([MOST_RECORDS, MOST_RECORDS + 1])
})
