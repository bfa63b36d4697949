import { BadInput, UsageError } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import { findScenarios, parseScenario, quickly } from './scenario.js'

const good = {
  name: 'small',
  data: 'mnist',
  examples: 1000,
  hidden: [30],
  batchSize: 128,
  learningRate: 3,
  seed: 0,
}

describe('scenarios', () => {
  test('those of the house are whole, and each is named as its file', async () => {
    const all = await findScenarios(undefined)
    expect(all.length).toBeGreaterThan(3)
    for (const { name } of all) expect((await findScenarios([name]))[0].name).toBe(name)
  })

  test('an unknown name is a mistake of usage, an unreadable file bad input', async () => {
    await expect(findScenarios(['mnist-31'])).rejects.toThrow(UsageError)
    await expect(findScenarios(['mnist-31'])).rejects.toThrow(/mnist-30-b10.*no such scenario/)
    await expect(findScenarios(['not-there.json'])).rejects.toThrow(BadInput)
  })

  test.each([
    [{ ...good, batchSize: 0 }, '"batchSize": expected a whole number from 1, found 0'],
    [{ ...good, hidden: [30, 0.5] }, '"hidden"'],
    [{ ...good, hidden: 30 }, '"hidden"'],
    [{ ...good, learningRate: -1 }, '"learningRate"'],
    [{ ...good, seed: undefined }, '"seed"'],
    [{ ...good, epochs: 3 }, 'found "epochs"'],
    [[], 'expected an object'],
    [null, 'expected an object'],
  ])('refuses %j', (value, message) => {
    expect(() => parseScenario(JSON.stringify(value), 'x.json')).toThrow(BadInput)
    expect(() => parseScenario(JSON.stringify(value), 'x.json')).toThrow(message)
  })

  test('a quick one has a tenth of the examples, in whole minibatches', () => {
    expect(parseScenario(JSON.stringify(good), 'x.json')).toEqual(good)
    expect(quickly(good).examples).toBe(128)
    expect(quickly({ ...good, examples: 50 }).examples).toBe(50)
  })
})
