import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Model, Network, readModel, writeModel } from '@antigrad/core'
import { toTensors, writeSafetensors } from 'antigrad/safetensors'
import { beforeAll, describe, expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { type Ended, resultOf, run } from './command.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const cwd = { cwd: scratch }
const OF_TABLE = ['--data', 'iris.csv', '--label', 'species']

const train = (...args: string[]): Promise<Ended> => run(['train', ...args, '--json', '--quiet'], cwd)

async function trained(out: string, ...args: string[]): Promise<Model> {
  const ended = await train(...args, '--out', out)
  expect(ended.code, ended.stderr).toBe(0)
  return modelIn(out)
}

function modelIn(out: string): Model {
  return readModel(readFileSync(join(scratch, out, 'model.safetensors')), out)
}

/** The weights of each layer, biases too. */
function layersOf({ network: { architecture, parameters } }: Model): Float32Array[][] {
  const tensors = toTensors(architecture, parameters)
  return architecture.layers.map((_, l) =>
    ['weight', 'bias'].map((name) => tensors.get(`layers.${l}.${name}`)?.values ?? new Float32Array()),
  )
}

let flowers: Model
beforeAll(async () => {
  writeFileSync(join(scratch, 'iris.csv'), irises())
  flowers = await trained('flowers', ...OF_TABLE, '--hidden', '8,6', '--epochs', '10', '--seed', '4')
})

describe('train --from', () => {
  test.each(['1', '3'])('frozen layers keep their bits, all others learn, on %s threads', async (threads) => {
    const out = `frozen-${threads}`
    const tuned = await trained(
      out,
      '--from',
      'flowers',
      '--freeze',
      '1,3',
      '--epochs',
      '5',
      '--threads',
      threads,
    )
    const [before, after] = [flowers, tuned].map(layersOf)
    expect(after[0]).toEqual(before[0])
    expect(after[1]).not.toEqual(before[1])
    expect(after[2]).toEqual(before[2])
    expect(tuned.description.config).toMatchObject({
      seed: 4,
      data: 'iris.csv',
      hidden: [8, 6],
      freeze: [1, 3],
    })
  })

  test('says with what it begins; the first epoch goes on from there', async () => {
    const ended = await train('--from', 'flowers', '--freeze', '1', '--epochs', '1', '--out', 'said')
    expect(ended.stderr).toBe(
      'note: begins with the weights of flowers/model.safetensors, 4 – 8 – 6 – 3; layer 1 keeps them\n',
    )
    const last = (flowers.description.history as { loss: number }[]).at(-1)
    const [first] = modelIn('said').description.history as { loss: number }[]
    expect(first.loss).toBeLessThan(1.2 * (last?.loss ?? 0))
  })

  test('a run that stops in between comes to the same bits, and needs the model no more', async () => {
    const asked = ['--from', 'moved.safetensors', '--freeze', '2', '--epochs', '6', '--optimizer', 'adamw']
    copyFileSync(join(scratch, 'flowers/model.safetensors'), join(scratch, 'moved.safetensors'))
    const whole = await trained('whole', ...asked)
    await train(...asked, '--until', '2', '--out', 'parts')
    rmSync(join(scratch, 'moved.safetensors'))
    const ended = await train('--resume', 'parts', '--threads', '2')
    expect(ended.code, ended.stderr).toBe(0)
    expect(modelIn('parts').network.parameters).toEqual(whole.network.parameters)
  })

  test('a run without a checkpoint begins again, with the same weights alone', async () => {
    const asked = ['--from', 'begun.safetensors', '--epochs', '3']
    const begun = join(scratch, 'begun.safetensors')
    copyFileSync(join(scratch, 'flowers/model.safetensors'), begun)
    const whole = await trained('again', ...asked)
    mkdirSync(join(scratch, 'lost'))
    copyFileSync(join(scratch, 'again/config.json'), join(scratch, 'lost/config.json'))
    const { network, description } = await trained('other', '--from', 'flowers', '--epochs', '1')
    const { version, sizes, activations, head, ...others } = description
    writeFileSync(begun, writeModel(network, others))
    const refused = await train('--resume', 'lost')
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringMatching(
        /^error: begun\.safetensors: expected the weights that lost was begun with, sha256:\w+, found/,
      ),
    ])
    const ended = await train('--resume', 'lost', '--from', 'flowers')
    expect(ended.code, ended.stderr).toBe(0)
    expect(modelIn('lost').network.parameters).toEqual(whole.network.parameters)
  })

  test('verify trains it again from there', async () => {
    await trained('verified', '--from', 'flowers', '--freeze', '1', '--epochs', '3')
    const ended = await run(['verify', 'verified', '--json', '--quiet'], cwd)
    expect([ended.code, resultOf(ended).same], ended.stderr).toEqual([0, true])
  })

  test('other rows are prepared as the model takes them', async () => {
    const [names, ...rows] = irises().trim().split('\n')
    writeFileSync(join(scratch, 'others.csv'), [names, ...rows.filter((_, n) => n % 2 === 0)].join('\n'))
    const tuned = await trained('others', '--from', 'flowers', '--data', 'others.csv', '--epochs', '2')
    expect(tuned.description.table).toEqual(flowers.description.table)
    const evaluated = await run(['evaluate', 'others', '--json'], cwd)
    const { testAccuracy } = JSON.parse(
      readFileSync(join(scratch, 'others/log.jsonl'), 'utf8').trim().split('\n').at(-1) ?? '',
    )
    expect([resultOf(evaluated).accuracy, evaluated.stderr]).toEqual([testAccuracy, ''])
  })

  test('rows that the model may have learned are named as such', async () => {
    const ended = await train('--from', 'flowers', '--seed', '5', '--epochs', '1', '--out', 'mixed')
    expect(ended.stderr).toContain(
      'note: flowers/model.safetensors was trained on other parts of iris.csv: what this run is tested on it may have learned',
    )
  })

  test('several runs begin with it each', async () => {
    const ended = await train(
      '--from',
      'flowers',
      '--freeze',
      '1',
      '--epochs',
      '2',
      '--seeds',
      '2',
      '--out',
      'seeds',
    )
    expect(ended.code, ended.stderr).toBe(0)
    const kept = ['seeds/seed-1', 'seeds/seed-2'].map((out) => layersOf(modelIn(out))[0])
    expect(kept).toEqual([layersOf(flowers)[0], layersOf(flowers)[0]])
  })

  test('an ONNX file of digits goes on; so do weights alone, whose functions are stated', async () => {
    const data = writeSmallDigits(scratch)
    const own = ['--data', data, '--epochs', '2']
    const digits = await trained(
      'digits',
      ...own,
      '--hidden',
      '9',
      '--activation',
      'relu',
      '--loss',
      'cross-entropy',
    )
    expect((await run(['export', 'digits', '--to', 'onnx', '--out', 'digits.onnx'], cwd)).code).toBe(0)
    const { architecture, parameters } = digits.network
    writeFileSync(join(scratch, 'weights.safetensors'), writeSafetensors(toTensors(architecture, parameters)))
    const asked = [...own, '--freeze', '1', '--recipe', 'lecture', '--lr', '0.1']
    const functions = ['--activation', 'relu', '--loss', 'cross-entropy']
    const tuned = await trained('of-onnx', '--from', 'digits.onnx', ...asked)
    const alone = await trained('of-weights', '--from', 'weights.safetensors', ...functions, ...asked)
    expect(layersOf(tuned)[0]).toEqual(layersOf(digits)[0])
    expect(alone.network.parameters).toEqual(tuned.network.parameters)
  })

  describe('refuses', () => {
    beforeAll(() => {
      const mixed = Network.create([4, 5, 5, 3], 1, { activations: ['relu', 'tanh'], head: 'squared' })
      writeFileSync(join(scratch, 'mixed.safetensors'), writeModel(mixed, {}))
      const named = Network.create([4, 5, 3], 1)
      writeFileSync(join(scratch, 'named.safetensors'), writeModel(named, { classes: ['a', 'b', 'c'] }))
      writeFileSync(join(scratch, 'wide.safetensors'), writeModel(Network.create([7, 5, 3], 1), {}))
    })
    test.each<[number, string, string[]]>([
      [2, '--hidden 9: expected 8,6 as flowers/', ['--from', 'flowers', '--hidden', '9']],
      [2, '--freeze: expected with --from', [...OF_TABLE, '--freeze', '1']],
      [2, '--out flowers: expected another folder', ['--from', 'flowers', '--out', 'flowers', '--force']],
      [
        2,
        '--out flowers: expected another',
        ['--from', 'flowers', '--seeds', '2', '--out', 'flowers', '--force'],
      ],
      [2, 'mixed.safetensors: expected one activation in all', [...OF_TABLE, '--from', 'mixed.safetensors']],
      [3, "nothing: expected a model or a run's folder", ['--from', 'nothing']],
      [3, 'train: expected the classes a, b, c as named', [...OF_TABLE, '--from', 'named.safetensors']],
      [3, 'expected 7 inputs and 3 outputs as wide', [...OF_TABLE, '--from', 'wide.safetensors']],
    ])('with %d: %s', async (code, message, args) => {
      const ended = await train('--epochs', '1', ...args)
      expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message)])
    })
  })
})
