import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Network, readModel, toTensors, writeSafetensors } from '@antigrad/core'
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

test('a card says what goes in and comes out, and never takes the place of a README', async () => {
  const asked = ['export', 'made', '--to', 'onnx', '--out', 'carded/kind.onnx', '--card']
  expect((await run(asked, cwd)).code).toBe(0)
  const card = readFileSync(join(scratch, 'carded', 'README.md'), 'utf8')
  expect(card).toMatch(/^---\nlibrary_name: antigrad\npipeline_tag: tabular-classification\n/)
  expect(card).toContain('| a | a number |')
  expect(card).toContain('Classes: down, up.')
  expect(card).toMatch(/Weights: `sha256:[0-9a-f]{64}`/)
  expect(card).not.toContain('rows.csv')
  expect((await run(asked, cwd)).code).toBe(0)
  writeFileSync(join(scratch, 'carded', 'README.md'), '# Mine')
  const refused = await run(asked, cwd)
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--card: expected no')])
  expect(readFileSync(join(scratch, 'carded', 'README.md'), 'utf8')).toBe('# Mine')
})

test('weights alone are taken for something in a line, unless it is said what they compute', async () => {
  const { architecture, parameters } = Network.create([2, 3, 2], 1)
  writeFileSync(join(scratch, 'alone.safetensors'), writeSafetensors(toTensors(architecture, parameters)))
  const assumed = await run(['import', 'alone.safetensors', '--out', 'assumed.safetensors'], cwd)
  expect([assumed.code, assumed.stderr]).toEqual([
    0,
    'note: alone.safetensors does not say what its network computes: taken for --activation sigmoid --loss squared\n',
  ])
  const flags = ['--activation', 'tanh', '--loss', 'mse', '--out', 'stated.safetensors']
  const stated = await run(['import', 'alone.safetensors', ...flags], cwd)
  expect([stated.code, stated.stderr]).toEqual([0, ''])
  const file = readFileSync(join(scratch, 'stated.safetensors'))
  const { network } = readModel(file, 'stated.safetensors')
  expect(network.architecture).toMatchObject({ activations: ['tanh'], head: 'linear-squared' })
  expect(network.parameters).toEqual(parameters)
  const again = await run(['export', 'stated.safetensors', '--to', 'json', '--loss', 'mse'], cwd)
  expect([again.code, again.stderr]).toEqual([
    2,
    'error: --loss: expected with weights alone, but stated.safetensors says what its network computes\n',
  ])
})
