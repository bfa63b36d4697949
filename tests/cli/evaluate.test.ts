import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ARITHMETIC, readModel, writeModel } from '@antigrad/core'
import type { Json } from '@antigrad/core/internal'
import { beforeAll, describe, expect, test } from 'vitest'
import { jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch)
const out = join(scratch, 'run')
let trained: Record<string, unknown>

beforeAll(async () => {
  const flags = ['--data', small, '--hidden', '16', '--epochs', '5', '--threads', '2', '--out', out, '--json']
  trained = resultOf(await run(['train', ...flags]))
}, 60_000)

describe('antigrad evaluate', () => {
  test('finds the accuracy that training found, on the same test examples', async () => {
    const { accuracy, examples, classes, confusion } = resultOf(await run(['evaluate', out, '--json']))
    expect(accuracy).toBe(trained.testAccuracy)
    expect(examples).toBe(200)
    expect(classes).toHaveLength(10)
    const rows = confusion as number[][]
    const right = rows.reduce((sum, row, c) => sum + row[c], 0)
    expect(right / 200).toBe(accuracy)
  })

  test('takes a model without a word about its training', async () => {
    const { network } = readModel(readFileSync(join(out, 'model.safetensors')), 'model')
    writeFileSync(join(scratch, 'bare.safetensors'), writeModel(network, {}))
    const ended = await run(['evaluate', join(scratch, 'bare.safetensors'), '--data', small, '--json'])
    expect(resultOf(ended).accuracy).toBe(trained.testAccuracy)
  })

  test('shows the confusion matrix, precision and recall', async () => {
    const { stdout } = await run(['evaluate', out])
    expect(stdout).toMatch(/accuracy \d+\.\d\d % \(\d+ of 200\)/)
    expect(stdout).toMatch(/precision +recall +F1\n/)
    expect(stdout.match(/^\d( +\d+){10} +(\d+\.\d\d %|–)( +\d+\.\d\d %){2}$/gm)).toHaveLength(10)
  })
})

describe('antigrad predict', () => {
  test('shows a test example and its outputs, in characters where there is no terminal', async () => {
    const { stdout, code } = await run(['predict', out, '--index', '3'])
    expect(code).toBe(0)
    expect(stdout).not.toContain('\x1b')
    const lines = stdout.split('\n')
    expect(lines.slice(0, 10).join('')).toMatch(/[@%#]/)
    expect(lines.slice(10, 20).every((line, digit) => line.startsWith(`${digit}  0.`))).toBe(true)
    expect(stdout).toMatch(/example 3: \d, (right|it is \d)\n$/)
  })

  test('--json gives the outputs', async () => {
    const [{ outputs, predicted }] = jsonLines(await run(['predict', out, '--index', '0', '--json']))
    const values = (outputs as { value: number }[]).map(({ value }) => value)
    expect(values).toHaveLength(10)
    expect(predicted).toBe(String(values.indexOf(Math.max(...values))))
  })

  test('an index beyond the test examples', async () => {
    expect(await run(['predict', out, '--index', '200'])).toMatchObject({ code: 2 })
  })
})

describe('antigrad verify', () => {
  test('0 for the same weights, on other threads', async () => {
    const result = resultOf(await run(['verify', out, '--json']))
    expect(result).toMatchObject({ same: true, found: trained.weightsHash, threads: [2, 1] })
    expect((await run(['verify', out, '--threads', '3'])).code).toBe(0)
  })

  test('0 for a recipe of today: averaged weights, dropout, a schedule and turned images', async () => {
    const folder = join(scratch, 'today')
    const recipe = ['--optimizer', 'adam', '--dropout', '0.2', '--ema', '0.9', '--schedule', 'cosine']
    const flags = [...recipe, '--augment', 'rotate=10', '--hidden', '16', '--epochs', '2', '--threads', '2']
    const ended = await run(['train', '--data', small, ...flags, '--quiet', '--out', folder])
    expect(ended).toMatchObject({ code: 0 })
    const verified = await run(['verify', folder, '--json', '--quiet'])
    expect(resultOf(verified)).toMatchObject({ same: true, threads: [2, 1] })
  })

  /** The model as another order of sums would have made it, in minibatches of so many rows. */
  function writtenWith(batchSize: number, arithmetic: number | undefined): string {
    const { network, description } = readModel(readFileSync(join(out, 'model.safetensors')), 'model')
    const recorded = description.config as { readonly [key: string]: Json }
    expect(recorded.arithmetic).toBe(ARITHMETIC)
    const { arithmetic: _, ...rest } = recorded
    const config = { ...rest, batchSize, ...(arithmetic !== undefined && { arithmetic }) }
    const file = join(scratch, `arithmetic-${arithmetic}-${batchSize}.safetensors`)
    writeFileSync(file, writeModel(network, { ...description, config }))
    return file
  }

  test('0 for weights of the order of sums before this one, where minibatches are one block', async () => {
    const { batchSize } = readModel(readFileSync(join(out, 'model.safetensors')), 'model').description
      .config as { readonly batchSize: number }
    expect(batchSize).toBeLessThanOrEqual(128)
    expect((await run(['verify', writtenWith(batchSize, 2), '--quiet'])).code).toBe(0)
  })

  test.each([
    [1, undefined, 128],
    [2, 2, 129],
    [ARITHMETIC + 1, ARITHMETIC + 1, 128],
  ])('3 for weights of the order of sums %i, before data are read', async (found, arithmetic, batchSize) => {
    const file = writtenWith(batchSize, arithmetic)
    expect(await run(['verify', file, '--data', join(scratch, 'nowhere'), '--quiet'])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: `error: ${file}: trained with another order of sums: expected arithmetic ${ARITHMETIC}, found ${found}: verify it with the antigrad that trained all of it\n`,
    })
    expect((await run(['evaluate', file])).code).toBe(0)
  })

  test('1 for others, with both hashes', async () => {
    const { network, description } = readModel(readFileSync(join(out, 'model.safetensors')), 'model')
    network.parameters[0] += 1e-6
    const file = join(scratch, 'other.safetensors')
    writeFileSync(file, writeModel(network, description))
    const ended = await run(['verify', file, '--quiet'])
    expect(ended.code).toBe(1)
    expect(new Set(ended.stdout.match(/sha256:[0-9a-f]{64}/g)).size).toBe(2)
    expect(ended.stdout).toContain(String(trained.weightsHash))
    expect(await run(['evaluate', file])).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('damaged'),
    })
  })
})

describe('of several models', () => {
  const folder = (seed: number) => join(scratch, `of-${seed}`)
  const learn = (seed: number, data = small) =>
    run([
      'train',
      '--data',
      data,
      '--hidden',
      '8',
      '--epochs',
      '40',
      '--seed',
      String(seed),
      '--out',
      folder(seed),
    ])

  test('the mean of their outputs is evaluated, and each beside it', async () => {
    for (const seed of [1, 2, 3]) await learn(seed)
    const folders = [1, 2, 3].map(folder)
    const together = resultOf(await run(['evaluate', ...folders, '--json']))
    const each = await Promise.all(
      folders.map(async (one) => resultOf(await run(['evaluate', one, '--json']))),
    )
    const models = together.models as { accuracy: number }[]
    expect(models.map(({ accuracy }) => accuracy)).toEqual(each.map(({ accuracy }) => accuracy))
    expect(together.accuracy).toBeGreaterThanOrEqual(Math.min(...models.map(({ accuracy }) => accuracy)))
    const twice = resultOf(await run(['evaluate', folder(1), folder(1), '--json']))
    expect(twice).toMatchObject({ accuracy: each[0].accuracy, confusion: each[0].confusion })
    const text = (await run(['evaluate', ...folders])).stdout
    expect(text).toMatch(/, mean of 3 models: accuracy \d/)
  })

  test('models of other examples are refused, with what to do', async () => {
    await learn(4, 'mnist')
    const refused = await run(['evaluate', folder(1), folder(4)])
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toMatch(/of-4.*: expected the test examples of .*of-1.*: give them with --data\n$/)
  })
})
