// The suite over both implementations, a file for each kind: dense, sparse, examples (gather and compare),
// flat (sum and descend), activation (activate and timesDerivative), sigmoid. Here: what holds for all.
import { describe, expect, test } from 'vitest'
import { allocate, bestKernels, bufferOf, kernelsOver } from '../memory.js'
import { plainKernels } from './plain/index.js'
import { instantiateKernels, simdAvailable } from './simd/load.js'

test('both implementations have every kernel', () => {
  const simd = kernelsOver(allocate(1, 'simd'))
  expect(Object.keys(simd).sort()).toEqual(Object.keys(plainKernels).sort())
  expect([plainKernels.name, simd.name]).toEqual(['plain', 'simd'])
})

describe('the WebAssembly module', () => {
  test('runs here, and is preferred', () => {
    expect(simdAvailable()).toBe(true)
    expect(bestKernels()).toBe('simd')
  })

  test('has no data of its own: a memory keeps what it holds when another thread takes it up', () => {
    const memory = allocate(3 * 65536, 'simd')
    const words = new Uint32Array(bufferOf(memory))
    words.fill(0xabad1dea)
    kernelsOver(memory)
    kernelsOver(memory)
    expect(words.every((word) => word === 0xabad1dea)).toBe(true)
  })

  test('multiplies and adds as often as it says', () => {
    const memory = allocate(1, 'simd')
    if (memory instanceof SharedArrayBuffer) throw new Error('expected a WebAssembly memory')
    const { multiplyAdd } = instantiateKernels(memory)
    // Twelve sums that begin at 1.
    expect(multiplyAdd(0, 2, 1)).toBe(12)
    expect(multiplyAdd(3, 2, 1)).toBe(12 * 15)
  })
})
