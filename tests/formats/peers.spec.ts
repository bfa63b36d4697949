import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ACTIVATIONS, Network, readModel, writeModel } from '@antigrad/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder } from '../cli/small-digits.js'

const PYTHON = '/usr/bin/python3'
const hasPython = spawnSync(PYTHON, ['-c', 'import torch, sklearn, numpy']).status === 0
const scratch = scratchFolder()

function program(name: string): string {
  return fileURLToPath(new URL(`peers/${name}`, import.meta.url))
}

function answersOf(name: string): { rows: number[][]; outputs: number[] } {
  return JSON.parse(readFileSync(join(scratch, `${name}.answers.json`), 'utf8'))
}

/** Imports a file by the command, and returns the network. */
async function imported(file: string, ...flags: string[]): Promise<{ network: Network; classes: unknown }> {
  const out = join(scratch, `${file}.imported.safetensors`)
  const ended = await run(['import', join(scratch, file), '--out', out, '--json', ...flags])
  expect(ended.stderr).toBe('')
  const { network, description } = readModel(readFileSync(out), out)
  return { network, classes: description.classes }
}

function expectNear(network: Network, rows: number[][], outputs: readonly number[]): void {
  const z = network.predictBatch(rows.map((row) => Float32Array.from(row)))
  expect(z).toHaveLength(outputs.length)
  for (const [n, value] of z.entries()) expect(Math.abs(value - outputs[n])).toBeLessThan(1e-5)
}

describe('JavaScript', () => {
  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, [program('make-models.mjs'), scratch], {
      encoding: 'utf8',
    })
    expect(status, stderr).toBe(0)
  })

  test('a layers model of tfjs says here what it says there', async () => {
    const { rows, outputs } = answersOf('tfjs')
    expectNear((await imported('model.json')).network, rows, outputs)
  })

  test('a network of brain.js too, its labels with their names', async () => {
    const { rows, answers } = JSON.parse(readFileSync(join(scratch, 'brain.answers.json'), 'utf8'))
    const { network, classes } = await imported('brain.json')
    expect((classes as string[]).toSorted()).toEqual(['10', '9', 'other'])
    const expected = answers.flatMap((answer: Record<string, number>) =>
      (classes as string[]).map((name) => answer[name]),
    )
    expectNear(network, rows, expected)
  })

  // GELU is refused: packages/formats/src/tfjs/format.ts.
  test.each(ACTIVATIONS.filter((name) => name !== 'gelu'))(
    'and a network of %s exported as tfjs says there what it says here',
    async (activation) => {
      const network = Network.create([4, 9, 8, 3], 5, {
        activations: [activation, activation],
        head: 'softmax-cross-entropy',
      })
      const model = join(scratch, `${activation}.safetensors`)
      writeFileSync(model, writeModel(network, {}))
      const rows = Array.from({ length: 12 }, (_, n) => [Math.sin(n), Math.cos(n), n / 6, -n / 7])
      const examples = join(scratch, 'rows.json')
      writeFileSync(examples, JSON.stringify(rows))
      const [file] = resultOf(await run(['export', model, '--to', 'tfjs', '--json'])).files as string[]
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [program('load-tfjs.mjs'), file, examples],
        {
          encoding: 'utf8',
        },
      )
      expect(status, stderr).toBe(0)
      expectNear(network, rows, JSON.parse(stdout.slice(stdout.lastIndexOf('\n[') + 1)))
    },
  )
})

describe.skipIf(!hasPython)('Python (needs python3 with torch and sklearn)', () => {
  beforeAll(() => {
    const { status, stderr } = spawnSync(PYTHON, [program('make_models.py'), scratch], { encoding: 'utf8' })
    expect(status, stderr).toBe(0)
  })

  test.each([
    ['sequential.safetensors', 'relu', 'cross-entropy'],
    ['named.safetensors', 'relu', 'cross-entropy'],
    ['bias-free.safetensors', 'relu', 'cross-entropy'],
    ['classifier.npz', 'relu', 'cross-entropy'],
    ['regressor.npz', 'tanh', 'mse'],
  ])('the weights of %s say here what they say there', async (file, activation, loss) => {
    const { rows, outputs } = answersOf(file.replace(/\.\w+$/, ''))
    const { network } = await imported(file, '--activation', activation, '--loss', loss)
    expectNear(network, rows, outputs)
  })

  test.each(['torch', 'torch-matmul'])(
    '%s.onnx, which PyTorch writes, says what it computes',
    async (name) => {
      const { rows, outputs } = answersOf(name)
      expectNear((await imported(`${name}.onnx`)).network, rows, outputs)
    },
  )
})
