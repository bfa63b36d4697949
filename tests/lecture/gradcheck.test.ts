import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { resultOf, run } from '../cli/command.js'
import { scratchFolder, writeSmallDigits } from '../cli/small-digits.js'

const scratch = scratchFolder()
mkdirSync(join(scratch, 'digits'))
const small = writeSmallDigits(join(scratch, 'digits'))
const gradcheck = (...args: string[]) => run(['gradcheck', ...args], { cwd: scratch })

interface Layer {
  readonly relativeError: number
  readonly parameters: number
}

describe('antigrad gradcheck', () => {
  test('a trained model on the images that it was trained on', async () => {
    const flags = ['--recipe', 'lecture', '--hidden', '12,8', '--epochs', '2', '--quiet', '--out', 'run']
    await run(['train', '--data', small, ...flags], { cwd: scratch })
    const words = await gradcheck('run', '--examples', '4', '--parameters', '30')
    expect(words).toMatchObject({ code: 0, stderr: '' })
    expect(words.stdout).toMatch(/100-12-8-10/)
    expect(words.stdout).toMatch(/SIMD and plain kernels: the same bits\n\nright\n$/)

    const result = resultOf(await gradcheck('run', '--examples', '4', '--parameters', '30', '--json'))
    const { layers, sameBits } = result.kernels as {
      layers: { error: number; largest: number }[]
      sameBits: boolean
    }
    expect(result).toMatchObject({ type: 'result', right: true, examples: expect.any(Array) })
    expect((result.differences as Layer[]).map(({ parameters }) => parameters)).toEqual([120, 120, 120])
    for (const { relativeError } of result.differences as Layer[]) expect(relativeError).toBeLessThan(1e-6)
    for (const { error, largest } of layers) expect(error).toBeLessThan(1e-5 * largest)
    expect(sameBits).toBe(true)
  })

  test('a new network on a table of numbers to learn, every parameter of it', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `${n},${(n * 7) % 11},${Math.sin(n)}`)
    writeFileSync(join(scratch, 'table.csv'), `a,b,c\n${rows.join('\n')}\n`)
    const ended = await gradcheck('--data', 'table.csv', '--label', 'c', '--hidden', '5', '--json')
    const { right, differences } = resultOf(ended)
    expect([ended.code, right]).toEqual([0, true])
    expect((differences as Layer[]).map(({ parameters }) => parameters)).toEqual([3 * 15, 3 * 6])
  })

  test('a trained model of the modern default: relu and cross-entropy', async () => {
    const flags = ['--hidden', '12,8', '--activation', 'relu', '--loss', 'cross-entropy', '--epochs', '2']
    await run(['train', '--data', small, ...flags, '--quiet', '--out', 'modern'], { cwd: scratch })
    const words = await gradcheck('modern', '--examples', '4', '--parameters', '30')
    expect(words).toMatchObject({ code: 0, stderr: '' })
    expect(words.stdout).toMatch(/100-12-8-10, relu, cross-entropy, on /)
    expect(words.stdout).toMatch(/of its bound\n/)
    expect(words.stdout).toMatch(/the same bits\n\nright\n$/)
  })

  test.each([
    ['gelu', 'huber'],
    ['silu', 'mse'],
  ])('a new network of %s and %s on a table of numbers', async (activation, loss) => {
    const table = ['--data', 'table.csv', '--label', 'c', '--hidden', '5']
    const ended = await gradcheck(...table, '--activation', activation, '--loss', loss, '--json')
    const { right, differences, kernels } = resultOf(ended)
    expect([ended.code, right]).toEqual([0, true])
    for (const { relativeError } of differences as Layer[]) expect(relativeError).toBeLessThan(1e-7)
    for (const { share } of (kernels as { layers: { share: number }[] }).layers) {
      expect(share).toBeGreaterThan(0)
      expect(share).toBeLessThanOrEqual(1)
    }
  })

  test.each([
    [2, ['--examples', '0'], /--examples/],
    [2, ['--data', 'table.csv', '--hidden', '5'], /label/],
    [2, ['run', '--label', 'c'], /--label: expected without a model, found run/],
    [2, ['run', '--hidden', '5'], /--hidden: expected without a model, found run/],
    [2, ['run', '--loss', 'mse'], /--loss: expected without a model, found run/],
    [2, ['--data', 'table.csv', '--label', 'c', '--loss', 'cross-entropy'], /expected classes to learn/],
    [3, ['nowhere'], /nowhere: expected a model/],
    [3, ['--data', 'nowhere'], /nowhere: expected/],
    [3, ['run', '--data', 'mnist'], /expected 784 inputs and 10 outputs .* found 100 and 10/],
  ])('exit code %i for %j, in one line', async (code, args, message) => {
    const ended = await gradcheck(...args)
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).toMatch(/^error: [^\n]+\n$/)
    expect(ended).toMatchObject({ code, stdout: '' })
  })
})
