import { afterEach, expect, test, vi } from 'vitest'
import { UsageError } from '../errors.js'
import { allocate } from './memory.js'

afterEach(() => vi.unstubAllGlobals())

test('more than WebAssembly addresses is refused, and said', () => {
  expect(() => allocate(5 * 2 ** 30, 'simd')).toThrow(UsageError)
  expect(() => allocate(5 * 2 ** 30, 'simd')).toThrow('takes 5.0 GiB; at most 4 GiB fit in one memory')
})

test('what the machine does not give is no bug', () => {
  class Refused {
    constructor() {
      throw new RangeError('allocation failed')
    }
  }
  vi.stubGlobal('SharedArrayBuffer', Refused)
  vi.stubGlobal('WebAssembly', { ...WebAssembly, Memory: Refused })
  for (const kernels of ['simd', 'plain'] as const) {
    expect(() => allocate(2 ** 30, kernels)).toThrow(UsageError)
    expect(() => allocate(2 ** 30, kernels)).toThrow(
      'takes 1024 MiB of shared memory; the machine does not give as much',
    )
  }
})
