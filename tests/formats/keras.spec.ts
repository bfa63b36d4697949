import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ACTIVATIONS, HEADS, Network, readModel, writeModel } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'

/** A Python that has Keras 3: Debian has none, a virtual environment may. */
const PYTHON = process.env.KERAS_PYTHON ?? '/usr/bin/python3'
const LOOK =
  'import os; os.environ.setdefault("KERAS_BACKEND", "jax"); import keras, h5py; assert keras.__version__ >= "3"'
const hasKeras = spawnSync(PYTHON, ['-c', LOOK]).status === 0
const scratch = scratchFolder()

/** Runs a program of the folder peers, and returns what it prints last. */
function python(name: string, ...args: string[]): string {
  const program = fileURLToPath(new URL(`peers/${name}`, import.meta.url))
  const { status, stdout, stderr } = spawnSync(PYTHON, [program, ...args], { encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  return stdout.trim().split('\n').at(-1) ?? ''
}

/** Imports a file by the command, and returns the network. */
async function imported(file: string): Promise<Network> {
  const out = `${file}.safetensors`
  const ended = await run(['import', file, '--out', out, '--json'])
  expect([ended.code, ended.stderr]).toEqual([0, ''])
  return readModel(readFileSync(out), out).network
}

function expectNear(network: Network, rows: readonly number[][], outputs: readonly number[]): void {
  const z = network.predictBatch(rows.map((row) => Float32Array.from(row)))
  expect(z).toHaveLength(outputs.length)
  for (const [n, value] of z.entries()) expect(Math.abs(value - outputs[n])).toBeLessThan(1e-5)
}

describe.skipIf(!hasKeras)('Keras 3 (needs keras and h5py, in the Python that KERAS_PYTHON names)', () => {
  beforeAll(() => void python('make_keras.py', scratch), 300_000)

  test.each(['sequential', 'names', 'deep', 'functional', 'order', 'flatten'])(
    'keras-%s.keras says here what it says there',
    async (name) => {
      const file = join(scratch, `keras-${name}`)
      const { rows, outputs } = JSON.parse(readFileSync(`${file}.answers.json`, 'utf8'))
      expectNear(await imported(`${file}.keras`), rows, outputs)
    },
  )

  test.each([
    ['relu6', 'layer 3: expected ReLU without bound, slope or threshold, found 6'],
    ['leaky', 'layer 3: expected a slope of 0.01, found 0.3'],
    [
      'gelu',
      'layer 3: expected an activation of sigmoid, tanh, relu, gelu_new, swish, linear, softmax, found "gelu"',
    ],
    ['norm', 'layer 3: expected Dense'],
    ['output', 'expected an output of softmax, sigmoid, linear, found relu'],
    ['branches', 'layer 3: expected the layer before as the only input'],
    ['rescaling', 'layer 2: expected Dense'],
  ])('keras-%s.keras is refused: %s', async (name, message) => {
    const file = join(scratch, `keras-${name}.keras`)
    const { code, stderr } = await run(['import', file, '--out', join(scratch, 'none.safetensors')])
    expect([code, stderr]).toEqual([3, expect.stringContaining(message)])
  })

  const cases = ACTIVATIONS.filter((name) => name !== 'gelu').map(
    (name, n) => [name, HEADS[n % HEADS.length]] as const,
  )
  test.each(cases)(
    'a network of %s and %s says there what it says here, and comes back bit for bit',
    async (activation, head) => {
      const sizes = [4, 9, 8, 7, 6, 5, 4, 3, 4, 5, 6, 7, 3]
      const activations = sizes.slice(2).map(() => activation)
      const network = Network.create(sizes, 5, { activations, head })
      const model = join(scratch, `${activation}.safetensors`)
      writeFileSync(model, writeModel(network, {}))
      const rows = Array.from({ length: 12 }, (_, n) => [Math.sin(n), Math.cos(n), n / 6, -n / 7])
      const examples = join(scratch, 'rows.json')
      writeFileSync(examples, JSON.stringify(rows))
      const [file] = resultOf(await run(['export', model, '--to', 'keras', '--json'])).files as string[]
      const again = join(scratch, `${activation}-again.keras`)
      expectNear(network, rows, JSON.parse(python('load_keras.py', file, examples, again)))
      expect((await imported(again)).parameters).toEqual(network.parameters)
    },
  )
})
