import { BadInput } from '@antigrad/core'
import { describe, expect, it } from 'vitest'
import { readForeign } from './registry.js'

describe('a model of another program that is not read', () => {
  it.each([
    ['m.pt', 'PK\x03\x04', 'safetensors.torch.save_file'],
    ['m.pth', '\x80\x02}q', 'safetensors.torch.save_file'],
    ['m.pkl', '\x80\x04\x95', 'numpy.savez'],
    ['m.h5', '\x89HDF\r\n', 'save it as .keras'],
    ['m.tflite', '\x1c\0\0\0TFL3', 'to .onnx'],
    ['m.gguf', 'GGUF\x03', '.safetensors'],
    ['model.safetensors.index.json', '{"weight_map":{}}', 'save all weights in one'],
  ])('%s is refused by what it is, with the way on', async (file, begin, way) => {
    const bytes = new Uint8Array(Buffer.from(begin, 'latin1'))
    const read = readForeign({ file, bytes, beside: () => Promise.reject(new Error('none')) })
    await expect(read).rejects.toThrow(BadInput)
    await expect(read).rejects.toThrow(way)
  })
})
