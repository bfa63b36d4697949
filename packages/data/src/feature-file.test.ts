import { fsyncSync, unlinkSync, writeSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { BadInput } from '@antigrad/core'
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { FeatureFile, featureFilePlace, openFeatureFile, openFeatures } from './feature-file.js'
import { featurePieces } from './feature-pieces.js'

vi.mock('node:fs', { spy: true })

function stored(values: Float32Array, inputs: number) {
  const file = new FeatureFile(inputs)
  for (let at = 0; at < values.length; at += inputs) file.add(values.subarray(at, at + inputs))
  return file.done()
}

function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

describe('features in a file', () => {
  it('are read as they were added, any of them, by whoever is given their place', () => {
    // The last so wide that a piece of the file holds few examples.
    for (const [inputs, count] of [
      [1, 3000],
      [7, 2050],
      [100_001, 9],
    ]) {
      const values = Float32Array.from({ length: inputs * count }, (_, at) => Math.sin(at))
      const features = stored(values, inputs)
      expect(features.length).toBe(values.length)
      const read = openFeatures(features.source.place as Parameters<typeof openFeatures>[0])
      fc.assert(
        fc.property(fc.nat(count - 1), fc.integer({ min: 1, max: 3 }), (example, some) => {
          const many = Math.min(some, count - example)
          const into = new Float32Array(many * inputs)
          read(example, into)
          const there = values.subarray(example * inputs, (example + many) * inputs)
          expect(Buffer.compare(bytesOf(into), bytesOf(there))).toBe(0)
        }),
        { numRuns: 20 },
      )
      const pieces = [...featurePieces(features, inputs)].map((piece) => piece.length)
      expect(pieces.reduce((sum, length) => sum + length)).toBe(values.length)
      features.close()
    }
  })

  it('are selected, and selected again', () => {
    const values = Float32Array.from({ length: 30 }, (_, at) => at)
    const features = stored(values, 3)
    const some = features.select(Uint32Array.of(9, 2, 4, 0)).select(Uint32Array.of(3, 1))
    const into = new Float32Array(6)
    some.read(0, into)
    expect(some.length).toBe(6)
    expect([...into]).toEqual([0, 1, 2, 6, 7, 8])
    features.close()
  })

  it('have reached the file system before another machine is told their name', () => {
    const file = new FeatureFile(1, true)
    file.add(Float32Array.of(1))
    const features = file.done()
    const [written] = vi.mocked(writeSync).mock.invocationCallOrder.slice(-1)
    const [synced] = vi.mocked(fsyncSync).mock.invocationCallOrder.slice(-1)
    expect(synced).toBeGreaterThan(written)
    unlinkSync(featureFilePlace(features)?.path as string)
    features.close()
  })

  it('are opened by their name, those that are selected too, after it is gone as well', () => {
    const file = new FeatureFile(3, true)
    for (let n = 0; n < 10; n++) file.add(Float32Array.of(n, n, 10 * n))
    const features = file.done()
    const some = features.select(Uint32Array.of(9, 2, 4))
    const places = [features, some].map((each) => featureFilePlace(each))
    const opened = places.flatMap((place) => (place ? [openFeatureFile(place)] : []))
    unlinkSync(places[0]?.path ?? '')
    expect(opened.map(({ length }) => length)).toEqual([30, 9])
    const into = new Float32Array(6)
    opened[0].read(8, into)
    expect([...into]).toEqual([8, 8, 80, 9, 9, 90])
    opened[1].read(1, into)
    expect([...into]).toEqual([2, 2, 20, 4, 4, 40])
    for (const each of [...opened, features]) each.close()
    const unnamed = stored(new Float32Array(3), 3)
    expect(featureFilePlace(unnamed)).toBeUndefined()
    unnamed.close()
  })

  it('leave no name behind, and are refused where they are not finite', async () => {
    const file = new FeatureFile(2)
    const names = await readdir(tmpdir())
    expect(names.filter((name) => name.startsWith(`antigrad-${process.pid}-`))).toEqual([])
    file.add(Float32Array.of(1, 2))
    expect(() => file.add(Float32Array.of(1, Number.POSITIVE_INFINITY))).toThrow(BadInput)
    file.done().close()
  })
})
