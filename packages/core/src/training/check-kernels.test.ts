import { afterEach, expect, test, vi } from 'vitest'
import { plainKernels } from '../engine/kernels/plain/index.js'
import { loadWideKernels } from '../wide.js'
import { checkKernels } from './check-kernels.js'

loadWideKernels()
afterEach(() => vi.restoreAllMocks())

test.each(['plain', 'simd', 'wide'] as const)('%s kernels compute what they promise', (name) => {
  expect(checkKernels(name)).toBeUndefined()
})

// Every kernel of a step, wrong by one bit: the check compares what plain kernels compute.
test.each([
  ['gather', 'inputs'],
  ['product', 'out'],
  ['pairwiseSum', 'out'],
  ['sparseProduct', 'out'],
  ['activate', 'values'],
  ['timesDerivative', 'deltas'],
  ['compare', 'deltas'],
  ['transpose', 'transposed'],
  ['gradient', 'out'],
  ['sparseGradient', 'out'],
  ['scatterGradient', 'out'],
  ['biasGradient', 'out'],
  ['add', 'sum'],
  ['descend', 'parameters'],
] as const)('a wrong %s is found', (kernel, written) => {
  const right = plainKernels[kernel] as (...args: unknown[]) => unknown
  const at = { inputs: 1, values: 0, deltas: 1, transposed: 1, parameters: 0, sum: 0, out: undefined }[
    written
  ]
  vi.spyOn(plainKernels, kernel).mockImplementation((...args: unknown[]) => {
    const result = right(...args)
    for (const arg of at === undefined ? args : [args[kernel === 'compare' ? 2 : at]]) {
      const values =
        arg instanceof Float32Array ? arg : (arg as { values?: Float32Array } | undefined)?.values
      if (!values || values.length === 0) continue
      const k = values.findIndex((value) => value !== 0)
      if (k >= 0) new Uint32Array(values.buffer, values.byteOffset)[k] ^= 1
    }
    return result as never
  })
  expect(checkKernels('simd')).toBeDefined()
})
