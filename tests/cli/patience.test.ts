import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readModel } from '@antigrad/core'
import { describe, expect, test } from 'vitest'
import { Command, jsonLines, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const small = writeSmallDigits(scratch, 400, 200, 8)
const flags = [
  'train',
  '--data',
  small,
  '--recipe',
  'lecture',
  '--hidden',
  '16',
  '--lr',
  '6',
  '--epochs',
  '400',
  '--json',
  '--quiet',
]
const patient = [...flags, '--val-split', '0.25', '--patience', '3']

describe('--patience', () => {
  test('ends after so many epochs without a lower loss in validation, with the best weights', async () => {
    const ended = await run([...patient, '--out', join(scratch, 'patient')])
    const lines = jsonLines(ended)
    const losses = lines.slice(0, -1).map(({ valLoss }) => Number(valLoss))
    const best = losses.indexOf(Math.min(...losses)) + 1
    const { bestEpoch, weightsHash } = resultOf(ended)
    expect(losses.length).toBeLessThan(400)
    expect(bestEpoch).toBe(best)
    expect(losses.length).toBe(best + 3)

    const until = [...flags, '--epochs', String(best), '--val-split', '0.25', '--out', join(scratch, 'until')]
    expect(resultOf(await run(until)).weightsHash).toBe(weightsHash)
    expect(await run(['verify', join(scratch, 'patient'), '--quiet'])).toMatchObject({ code: 0 })
    const again = await run(['train', '--resume', join(scratch, 'patient'), '--json', '--quiet'])
    expect(resultOf(again)).toMatchObject({ bestEpoch, weightsHash })
  })

  test('interrupted and resumed, ends with the same weights and the same history', async () => {
    const folder = join(scratch, 'interrupted')
    let args = [...patient, '--patience', '40', '--out', folder]
    for (const epoch of [5, 30]) {
      const command = new Command(args)
      await command.says(`"epoch":${epoch},`)
      command.child.kill('SIGTERM')
      expect((await command.ended).code).toBe(143)
      args = ['train', '--resume', folder, '--json', '--quiet']
    }
    const ended = await run(args)
    const whole = await run([...patient, '--patience', '40', '--out', join(scratch, 'uninterrupted')])
    const historyIn = (name: string): unknown =>
      readModel(readFileSync(join(scratch, name, 'model.safetensors')), name).description.history
    expect(resultOf(ended).weightsHash).toBe(resultOf(whole).weightsHash)
    expect(historyIn('interrupted')).toEqual(historyIn('uninterrupted'))
  })
})

describe('--val-split', () => {
  test('says loss and accuracy in validation after each epoch, and tests on the test part', async () => {
    const ended = await run([
      ...flags,
      '--epochs',
      '3',
      '--val-split',
      '0.1',
      '--out',
      join(scratch, 'split'),
    ])
    const [first] = jsonLines(ended)
    expect(first).toMatchObject({ valLoss: expect.any(Number), valAccuracy: expect.any(Number) })
    const { accuracy, examples } = resultOf(await run(['evaluate', join(scratch, 'split'), '--json']))
    expect(examples).toBe(200)
    expect(resultOf(ended).testAccuracy).toBe(accuracy)
  })
})
