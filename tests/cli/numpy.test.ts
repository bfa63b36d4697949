import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const hasNumpy = spawnSync('python3', ['-c', 'import numpy']).status === 0

/**
 * A model in Python, by JSON and numpy alone: reads it, evaluates it on the test images of a folder, and writes
 * its tensors to another file, without a word about how they came about.
 */
const PROGRAM = `
import json, sys, numpy
model, images, labels, copy = sys.argv[1:]
with open(model, 'rb') as file:
    header = json.loads(file.read(int.from_bytes(file.read(8), 'little')))
    data = file.read()
del header['__metadata__']
tensors = {
    name: numpy.frombuffer(data[slice(*entry['data_offsets'])], dtype='<f4').reshape(entry['shape'])
    for name, entry in header.items()
}
x = numpy.fromfile(images, dtype='u1')[16:].reshape(200, -1) / 255
for layer in range(len(tensors) // 2):
    p = x @ tensors[f'layers.{layer}.weight'].T + tensors[f'layers.{layer}.bias']
    x = 1 / (1 + numpy.exp(-p))
confusion = numpy.zeros((10, 10), dtype=int)
numpy.add.at(confusion, (numpy.fromfile(labels, dtype='u1')[8:], x.argmax(axis=1)), 1)
print(json.dumps({'accuracy': numpy.trace(confusion) / 200, 'confusion': confusion.tolist()}))

offset, entries, parts = 0, {}, []
for name, values in reversed(tensors.items()):
    parts.append(values.tobytes())
    entries[name] = {'dtype': 'F32', 'shape': values.shape, 'data_offsets': [offset, offset + values.nbytes]}
    offset += values.nbytes
text = json.dumps(entries).encode()
with open(copy, 'wb') as file:
    file.write(len(text).to_bytes(8, 'little') + text + b''.join(parts))
`

describe.skipIf(!hasNumpy)('a model opened in Python (needs python3 with numpy)', () => {
  const scratch = scratchFolder()
  const small = writeSmallDigits(scratch, 1200, 200, 7)
  const out = join(scratch, 'run')
  const copy = join(scratch, 'copy.safetensors')
  let inPython: unknown

  beforeAll(async () => {
    const flags = [
      '--data',
      small,
      '--recipe',
      'lecture',
      '--hidden',
      '16,12',
      '--lr',
      '3',
      '--epochs',
      '20',
      '--out',
      out,
    ]
    expect((await run(['train', ...flags, '--quiet'])).code).toBe(0)
    const files = ['model.safetensors', '../t10k-images-idx3-ubyte', '../t10k-labels-idx1-ubyte']
    const args = ['-c', PROGRAM, ...files.map((file) => join(out, file)), copy]
    const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8' })
    expect(stderr).toBe('')
    inPython = JSON.parse(stdout)
  }, 60_000)

  test('has the accuracy and the confusion that evaluate says', async () => {
    const { accuracy, confusion } = resultOf(await run(['evaluate', out, '--json']))
    expect(inPython).toEqual({ accuracy, confusion })
    // Neither all right nor all wrong: there is something to be equal.
    expect(accuracy).toBeGreaterThan(0.3)
    expect(accuracy).toBeLessThan(1)
  })

  test('and written by Python, is evaluated alike', async () => {
    const { accuracy, confusion } = resultOf(await run(['evaluate', copy, '--data', small, '--json']))
    expect({ accuracy, confusion }).toEqual(inPython)
  })
})
