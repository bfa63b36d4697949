import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { readForeign } from './registry.js'

describe('a model of another program that is not read', () => {
  it.each([
    ['m.pt', 'PK\x03\x04', 'found a zip archive, as PyTorch saves: save the weights by safetensors'],
    ['m.pth', '\x80\x02}q', 'safetensors.torch.save_file'],
    ['m.pkl', '\x80\x04\x95', 'numpy.savez'],
    ['m.h5', '\x89HDF\r\n', 'save it as .keras'],
    ['m.tflite', '\x1c\0\0\0TFL3', 'to .onnx'],
    ['m.gguf', 'GGUF\x03', '.safetensors'],
  ])('%s is refused by what it is, with the way on', async (file, begin, way) => {
    const bytes = new Uint8Array(Buffer.from(begin, 'latin1'))
    const read = readForeign({ file, bytes, beside: () => Promise.reject(new Error('none')) })
    await expect(read).rejects.toThrow(BadInput)
    await expect(read).rejects.toThrow(way)
    await expect(read).rejects.toThrow(
      `${file}: expected a model in a format that is read (onnx, safetensors, npz, tfjs, keras, json), found `,
    )
  })

  it('is refused where it is in several files', async () => {
    const [file, bytes] = ['model.safetensors.index.json', new TextEncoder().encode('{"weight_map":{}}')]
    const read = readForeign({ file, bytes, beside: () => Promise.reject(new Error('none')) })
    await expect(read).rejects.toThrow(BadInput)
    await expect(read).rejects.toThrow(
      `${file}: expected a model of one file, found an index of several files: save all weights in one`,
    )
  })
})
