// The suite over all implementations, a file for each kind: dense, sparse, examples (gather and compare),
// flat (sum and descend), activation (activate and timesDerivative), sigmoid. Here: what holds for all.
import { describe, expect, test } from 'vitest'
import { allocate, bestKernels, bufferOf, kernelsOver } from '../memory.js'
import { NAMES } from './fixtures/stage.js'
import { plainKernels } from './plain/index.js'
import { compileKernels, instantiateKernels, simdAvailable } from './simd/load.js'

test.each(NAMES)('%s has every kernel', (name) => {
  const kernels = kernelsOver(allocate(1, name), name)
  // Those that leave zeros out are beside the same kernels that do not.
  const names = Object.keys(kernels).filter((name) => name !== 'lit')
  expect(names.sort()).toEqual(Object.keys(plainKernels).sort())
  expect(kernels.name).toBe(name)
})

test.each(['simd', 'wide'] as const)('%s over a memory for plain kernels is refused', (name) => {
  expect(() => kernelsOver(allocate(1, 'plain'), name)).toThrow('expected a WebAssembly.Memory')
})

describe('the WebAssembly modules', () => {
  test('run here, and the narrow one is preferred', () => {
    expect(simdAvailable()).toBe(true)
    expect(bestKernels()).toBe('simd')
  })

  test('have no data of their own: a memory keeps what it holds when another thread takes it up', () => {
    const memory = allocate(3 * 65536, 'simd')
    const words = new Uint32Array(bufferOf(memory))
    words.fill(0xabad1dea)
    kernelsOver(memory, 'simd')
    kernelsOver(memory, 'wide')
    expect(words.every((word) => word === 0xabad1dea)).toBe(true)
  })

  test.each([
    ['simd', 12],
    ['wide', 24],
  ] as const)('%s multiply and add in %i registers, as often as they say', (name, registers) => {
    const memory = allocate(1, name)
    if (memory instanceof SharedArrayBuffer) throw new Error('expected a WebAssembly memory')
    const { multiplyAdd } = instantiateKernels(memory, compileKernels(name))
    const sums = new Float32Array(memory.buffer, 0, 24 * 4).fill(1)
    multiplyAdd(3, 0, 2, 1)
    expect([...sums]).toEqual(Array.from(sums, (_, k) => (k < registers * 4 ? 15 : 1)))
  })
})
