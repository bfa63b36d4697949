import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { writeSafetensors } from './write.js'

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

/** A reader in Python without the safetensors library: JSON, and numpy.frombuffer. */
const READER = `
import json, sys, numpy
with open(sys.argv[1], 'rb') as file:
    header = json.loads(file.read(int.from_bytes(file.read(8), 'little')))
    data = file.read()
metadata = header.pop('__metadata__', {})
tensors = {}
for name, entry in header.items():
    begin, end = entry['data_offsets']
    assert entry['dtype'] == 'F32'
    array = numpy.frombuffer(data[begin:end], dtype='<f4').reshape(entry['shape'])
    tensors[name] = {'shape': array.shape, 'sum of each row': array.sum(axis=-1).tolist(), 'values': array.ravel().tolist()}
print(json.dumps({'metadata': metadata, 'tensors': tensors}))
`

it.skipIf(!hasNumpy)('numpy alone reads what was written (needs python3 with numpy)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-numpy-'))
  try {
    const file = join(folder, 'model.safetensors')
    const weight = Float32Array.of(1, 2, 3, -4, 0.5, 1e-40)
    const bytes = writeSafetensors(
      new Map([
        ['layers.0.weight', { shape: [2, 3], values: weight }],
        ['layers.0.bias', { shape: [2], values: Float32Array.of(0.25, -1) }],
      ]),
      { format: 'pt', author: 'é 😀 "quoted"' },
    )
    writeFileSync(file, bytes)
    const read = JSON.parse(execFileSync('python3', ['-c', READER, file], { encoding: 'utf8' }))
    expect(read).toEqual({
      metadata: { format: 'pt', author: 'é 😀 "quoted"' },
      tensors: {
        'layers.0.bias': { shape: [2], 'sum of each row': -0.75, values: [0.25, -1] },
        'layers.0.weight': { shape: [2, 3], 'sum of each row': [6, -3.5], values: [...weight] },
      },
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
