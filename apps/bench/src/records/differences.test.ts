import { describe, expect, test } from 'vitest'
import { confirmed, differences, isSlower } from './differences.js'
import { madeRecord } from './fixtures/made-record.js'

describe('what changed between two records', () => {
  test('nothing where the samples mix, or the medians are close', () => {
    for (const rate of [1000, 1010, 1025]) {
      const found = differences(madeRecord(1000), madeRecord(rate), 'seconds')
      expect(found.map(({ changed }) => changed)).toEqual([false, false])
    }
  })

  test('faster and slower beyond noise', () => {
    const [faster] = differences(madeRecord(1000), madeRecord(1200), 'seconds')
    expect(faster).toMatchObject({ changed: true, ratio: expect.closeTo(1.2) })
    const [slower] = differences(madeRecord(1000), madeRecord(900), 'seconds')
    expect(slower).toMatchObject({ changed: true, ratio: expect.closeTo(0.9) })
  })

  test('a slow day of the machine is no change of the program', () => {
    const slowDay = madeRecord(500, 10)
    expect(differences(madeRecord(1000, 20), slowDay, 'seconds')[0].changed).toBe(true)
    expect(differences(madeRecord(1000, 20), slowDay, 'peak')[0]).toMatchObject({ changed: false, ratio: 1 })
  })

  test('only the same network, examples and workers are compared', () => {
    const before = madeRecord(1000)
    expect(differences(before, madeRecord(1000, 20, { examples: 100 }), 'seconds')).toEqual([])
    expect(differences(before, madeRecord(1000, 20, { strategy: 'buffers' }), 'seconds')).toEqual([])
    expect(differences(before, madeRecord(1000, 20, { sizes: [784, 31, 10] }), 'seconds')).toEqual([])
  })

  test('slower is what is slower twice', () => {
    const against = (rate: number) => differences(madeRecord(1000), madeRecord(rate), 'seconds')
    expect(confirmed(against(800), against(820)).map(({ ratio }) => ratio)).toEqual([0.82, 0.82])
    expect(confirmed(against(800), against(1000)).some(isSlower)).toBe(false)
    expect(confirmed(against(800), []).some(isSlower)).toBe(false)
    expect(confirmed(against(1200), [])).toEqual(against(1200))
  })
})
