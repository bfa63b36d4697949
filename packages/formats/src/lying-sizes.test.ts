import { BadInput } from '@antigrad/core'
import { expect, test } from 'vitest'
import { readForeign } from './registry.js'

const text = (written: string): Uint8Array => Uint8Array.from(written, (letter) => letter.charCodeAt(0))
const many = 100_000
const long = `[${'0,'.repeat(many)}0]`

test.each([
  ['rows of other lengths', `{"layers":[{"weight":[${long},${'[],'.repeat(many)}[]],"bias":[]}]}`],
  ['units without weights', `{"activation":"sigmoid","sizes":[],"layers":[{${keys(many)}},{${keys(many)}}]}`],
  [
    'a shape of nothing times very much',
    `{"weightsManifest":[{"paths":[],"weights":[{"name":"a/kernel","shape":[9007199254740991,0],"dtype":"float32"}]}],"modelTopology":{"class_name":"Sequential","config":{"layers":[{"class_name":"Dense","config":{"name":"a","units":0,"use_bias":false}}]}}}`,
  ],
])('%s take no time and no memory before they are refused', async (_, json) => {
  const beside = async (): Promise<Uint8Array> => new Uint8Array(0)
  const began = performance.now()
  await expect(readForeign({ file: 'm.json', bytes: text(json), beside })).rejects.toThrow(BadInput)
  expect(performance.now() - began).toBeLessThan(5_000)
})

function keys(count: number): string {
  return Array.from({ length: count }, (_, n) => `"${n}":{}`).join(',')
}
