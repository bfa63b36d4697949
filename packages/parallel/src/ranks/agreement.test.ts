import { WorkerLost } from '@antigrad/core'
import { expect, test } from 'vitest'
import { AGREEMENT_WORDS, checksumOf, readAgreement, type Standing, writeStanding } from './agreement.js'

const STANDING: Standing = { position: 640, diverged: false, pause: 0, checksum: 5 }

/** What ranks have said that stand at the same place but for this. */
function said(...standings: Partial<Standing>[]): Int32Array {
  const agreement = new Int32Array(standings.length * AGREEMENT_WORDS)
  for (const [rank, own] of standings.entries()) writeStanding(agreement, rank, { ...STANDING, ...own })
  return agreement
}

test('ranks pause for the largest reason, and stop where any loss is not finite', () => {
  expect(readAgreement(said({}, {}, {}))).toEqual({ diverged: false, pause: 0 })
  expect(readAgreement(said({ pause: 1 }, {}, { pause: 143 }))).toEqual({ diverged: false, pause: 143 })
  expect(readAgreement(said({}, {}, { diverged: true }))).toEqual({ diverged: true, pause: 0 })
})

test('a rank elsewhere, or with other weights, is named', () => {
  expect(() => readAgreement(said({}, {}, { position: 0 }))).toThrow(
    new WorkerLost('rank 2 is at example 0 of the epoch, rank 0 at 640: they do not train the same run'),
  )
  expect(() => readAgreement(said({}, { checksum: 6 }, {}))).toThrow(/^rank 1 has other weights than rank 0/)
})

test('one bit of one weight changes the checksum', () => {
  const weights = Float32Array.from({ length: 1000 }, (_, n) => n / 7 - 50)
  const before = checksumOf(weights)
  const words = new Uint32Array(weights.buffer)
  for (const n of [0, 499, 999]) {
    for (const bit of [0, 22, 31]) {
      words[n] ^= 1 << bit
      expect(checksumOf(weights)).not.toBe(before)
      words[n] ^= 1 << bit
    }
  }
  expect(checksumOf(weights)).toBe(before)
})
