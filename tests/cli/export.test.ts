import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run } from './command.js'
import { scratchFolder } from './small-digits.js'

const scratch = scratchFolder()
const cwd = { cwd: scratch }

test('export names what it wrote, never writes over the model, and refuses what it does not know', async () => {
  mkdirSync(join(scratch, 'made'))
  const rows = Array.from({ length: 40 }, (_, n) => `${n},${n % 3 ? 'up' : 'down'}`)
  writeFileSync(join(scratch, 'rows.csv'), ['a,kind', ...rows].join('\n'))
  const trained = [
    'train',
    '--data',
    'rows.csv',
    '--label',
    'kind',
    '--epochs',
    '2',
    '--out',
    'made',
    '--quiet',
  ]
  expect((await run(trained, cwd)).code).toBe(0)
  const beside = await run(['export', 'made', '--to', 'onnx'], cwd)
  expect([beside.code, beside.stdout]).toEqual([0, `${join('made', 'model.onnx')}\n`])
  const elsewhere = await run(['export', 'made', '--to', 'onnx', '--out', 'new/kind.onnx'], cwd)
  expect([elsewhere.code, elsewhere.stdout]).toEqual([0, `${join('new', 'kind.onnx')}\n`])
  const itself = ['export', 'made', '--to', 'onnx', '--out', 'made/model.safetensors']
  const refused = await run(itself, cwd)
  expect([refused.code, refused.stderr]).toEqual([
    2,
    'error: --out made/model.safetensors: expected another file than the model itself\n',
  ])
  expect((await run(['export', 'made', '--to', 'pickle'], cwd)).code).toBe(2)
})
