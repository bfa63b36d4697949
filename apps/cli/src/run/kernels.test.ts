import { UsageError } from '@antigrad/core'
import { beforeEach, expect, test, vi } from 'vitest'
import { chooseKernels } from './kernels.js'

const machine = vi.hoisted(() => ({ packs: false, difference: undefined as string | undefined }))

vi.mock('@antigrad/parallel/wide', () => ({
  enableWideKernels: (onDifference: (what: string) => void) => {
    if (machine.difference !== undefined) onDifference(machine.difference)
    return machine.packs && machine.difference === undefined
  },
}))

const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)

beforeEach(() => {
  machine.packs = false
  machine.difference = undefined
  stderr.mockClear()
})

test('wide where V8 packs, simd elsewhere, without a word', () => {
  expect(chooseKernels()).toBe('simd')
  machine.packs = true
  expect(chooseKernels()).toBe('wide')
  expect(chooseKernels('wide')).toBe('wide')
  expect(chooseKernels('simd')).toBe('simd')
  expect(stderr).not.toHaveBeenCalled()
})

test('wide where V8 does not pack is refused, with the reason', () => {
  expect(() => chooseKernels('wide')).toThrow(UsageError)
  expect(() => chooseKernels('wide')).toThrow(/^--kernels wide: expected Node 24 or 26 on x64/)
})

test.each(['auto', 'wide'] as const)(
  '%s where wide kernels compute other bits: a line, and simd',
  (asked) => {
    machine.packs = true
    machine.difference = '5-3-2, minibatch 4'
    expect(chooseKernels(asked)).toBe('simd')
    expect(stderr).toHaveBeenCalledExactlyOnceWith(
      'note: the wide kernels compute other bits here (5-3-2, minibatch 4); going on with simd, whose bits are right\n',
    )
  },
)
