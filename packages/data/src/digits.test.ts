import { readFileSync } from 'node:fs'
import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { digitsDataset, parseDigits } from './digits.js'
import { pathInPackage } from './files.js'
import { keysOf } from './keys.js'

const files = Array.from({ length: 10 }, (_, digit) => {
  const file = pathInPackage('mnist', 'src', 'digits', `${digit}.json`)
  return { file, bytes: new Uint8Array(readFileSync(file)) }
})

const text = (written: string) => ({ file: 'x', bytes: new Uint8Array(Buffer.from(written)) })
const image = (first: string) => `{ "data": [${first}${',0'.repeat(783)}]}`

describe('parseDigits', () => {
  it('reads each pixel of the package as JSON.parse does', () => {
    for (const { file, bytes } of files) {
      const { data } = JSON.parse(Buffer.from(bytes).toString()) as { data: number[] }
      const expected = Uint8Array.from(data, (pixel) => Math.round(pixel * 255))
      expect(Buffer.compare(parseDigits({ file, bytes }), expected)).toBe(0)
    }
  })

  it('reads every form of number that three decimals allow', () => {
    for (const number of ['0', '1', '0.5', '0.05', '0.005', '0.999', '1.000', '0.12']) {
      expect(parseDigits(text(image(number)))[0]).toBe(Math.round(Number(number) * 255))
    }
  })

  it.each(['', '-1', '2', '1.001', '0.', '.5', '0.1234', '1e-1', ' 0', 'null', '00', '0.5.5'])(
    'refuses %j for a pixel, with its offset',
    (number) => {
      expect(() => parseDigits(text(image(number)))).toThrow(/^x, offset 11: expected a number from 0 to 1/)
    },
  )

  it.each(['', '[', ']', '{}', '[]', '[0]', '[0,0]', '][', `[${'0,'.repeat(784)}0]`])(
    'refuses the text %j',
    (written) => {
      expect(() => parseDigits(text(written))).toThrow(BadInput)
    },
  )
})

describe('digitsDataset', () => {
  const { train, test } = digitsDataset(files, 1, 0.2)

  it('splits 10,000 digits into 8,000 and 2,000, each class in proportion', () => {
    expect([train.count, test.count, train.inputs, train.outputs]).toEqual([8000, 2000, 784, 10])
    const sizes = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978]
    for (const [digit, size] of sizes.entries()) {
      const share = test.labels?.filter((label) => label === digit).length ?? 0
      expect(Math.abs(share - size / 5)).toBeLessThan(1)
    }
  })

  it('has no image twice, neither within a part nor in both', () => {
    expect(new Set([...keysOf(train.features, 784), ...keysOf(test.features, 784)]).size).toBe(10_000)
  })

  it('gives the same parts for the same seed, and others for another', () => {
    const again = digitsDataset(files, 1, 0.2)
    expect(Buffer.compare(again.train.features as Uint8Array, train.features as Uint8Array)).toBe(0)
    expect(again.test.labels).toEqual(test.labels)
    expect(digitsDataset(files, 2, 0.2).test.labels).not.toEqual(test.labels)
  })
})
