import { describe, expect, test } from 'vitest'
import { createRandom } from '../../random.js'
import { cosineOfPi } from './cosine-of-pi.js'

/** Numbers with 160 bits after the point. */
const ONE = 1n << 160n

/** π = 16 arctan ⅕ − 4 arctan 1/239 (Machin, 1706). */
const PI = 16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n)

function arctanOfInverse(n: bigint): bigint {
  let sum = 0n
  let power = ONE / n
  for (let k = 1n; power !== 0n; k += 4n) {
    sum += power / k - power / (n * n * (k + 2n))
    power /= n ** 4n
  }
  return sum
}

/** Exact for numbers of which nothing lies beyond the 160th bit. */
function fixed(x: number): bigint {
  return BigInt(x * 2 ** 106) << 54n
}

function exactCosineOfPi(x: number): bigint {
  const t = (PI * fixed(x)) / ONE
  let sum = ONE
  let term = ONE
  for (let n = 2n; term !== 0n; n += 2n) {
    term = (-term * t * t) / (ONE * ONE * (n - 1n) * n)
    sum += term
  }
  return sum
}

/** Multiples of 2⁻⁵³ in [0, 1]: all over it, and near its ends, its middle and the bounds of the series. */
function points(): number[] {
  const random = createRandom(1, 0)
  const near = [0, 0.25, 0.5, 0.75, 1].flatMap((x) =>
    Array.from({ length: 200 }, () => x + 2 ** -random.integer(50) * (random.uniform() - 0.5)),
  )
  return [...Array.from({ length: 3000 }, () => random.uniform()), ...near, 0, 0.25, 0.5, 0.75, 1]
    .map((x) => Math.floor(x * 2 ** 53) / 2 ** 53)
    .filter((x) => x >= 0 && x <= 1)
}

describe('cosineOfPi', () => {
  test('is off by 2e-16 at most, against 48 digits', () => {
    for (const x of points()) {
      const error = Number(fixed(cosineOfPi(x)) - exactCosineOfPi(x)) / Number(ONE)
      expect(Math.abs(error), `${x}`).toBeLessThan(2e-16)
    }
  })

  test('is Math.cos(Math.PI * x) within 1e-15', () => {
    for (const x of points()) {
      expect(Math.abs(cosineOfPi(x) - Math.cos(Math.PI * x)), `${x}`).toBeLessThan(1e-15)
    }
  })

  test('is exact at 0, ½ and 1, and odd about ½', () => {
    expect([cosineOfPi(0), cosineOfPi(0.5), cosineOfPi(1)]).toEqual([1, 0, -1])
    for (const x of points()) expect(cosineOfPi(x) + cosineOfPi(1 - x)).toBe(0)
  })

  test('never rises', () => {
    const sorted = points().sort((a, b) => a - b)
    for (const [n, x] of sorted.entries()) {
      if (n > 0) expect(cosineOfPi(x), `${x}`).toBeLessThanOrEqual(cosineOfPi(sorted[n - 1]))
    }
  })

  test.each([-1e-300, 1 + 2 ** -52, Number.NaN])('refuses %d', (x) => {
    expect(() => cosineOfPi(x)).toThrow(RangeError)
  })
})
