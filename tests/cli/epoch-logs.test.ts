import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { recordsIn } from '@antigrad/formats/tensorboard'
import { expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { Command, jsonLines, run } from './command.js'
import { curvesIn, type Point } from './event-file.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'

const scratch = scratchFolder()
const digits = writeSmallDigits(scratch)
const EPOCHS = 60
const flags = ['--data', digits, '--hidden', '24', '--epochs', String(EPOCHS), '--val-split', '0.2']
const logged = ['--log', 'csv,tensorboard', '--json', '--quiet', '--checkpoint-every', '3epochs']

/** The rows of log.csv, each by the names of its columns; it ends with a whole row. */
function rowsIn(folder: string): Record<string, string>[] {
  const lines = readFileSync(join(folder, 'log.csv'), 'utf8').split('\n')
  expect(lines.pop()).toBe('')
  const [names, ...rows] = lines.map((line) => line.split(','))
  return rows.map((row) => Object.fromEntries(names.map((name, column) => [name, row[column]])))
}

/** The curves of an event file, of which every byte belongs to a whole record. */
function curves(folder: string, part: string): Map<string, Point[]> {
  const file = join(folder, 'tensorboard', part, 'events.out.tfevents.antigrad')
  const bytes = readFileSync(file)
  const records = [...recordsIn(bytes)]
  expect(records.at(-1)?.end).toBe(bytes.length)
  return curvesIn(records.map(({ content }) => content))
}

/** What the files of a run say, without times and speeds. */
const told = (folder: string): object => ({
  rows: rowsIn(folder).map(({ time: _, examples_per_second: __, ...row }) => row),
  train: curves(folder, 'train').get('epoch_loss'),
  validation: [...curves(folder, 'validation')],
})

test('--log csv,tensorboard has the epochs that --json prints', async () => {
  const out = join(scratch, 'whole')
  const ended = await run(['train', ...flags, ...logged, '--out', out])
  const epochs = jsonLines(ended).filter(({ type }) => type === 'epoch')
  expect(epochs).toHaveLength(EPOCHS)
  expect(
    rowsIn(out).map(({ epoch, loss, accuracy, val_loss, val_accuracy }) =>
      [epoch, loss, accuracy, val_loss, val_accuracy].map(Number),
    ),
  ).toEqual(epochs.map((each) => [each.epoch, each.loss, each.accuracy, each.valLoss, each.valAccuracy]))
  const points = (key: string): Point[] =>
    epochs.map((each) => [Number(each.epoch), Math.fround(Number(each[key]))])
  const train = curves(out, 'train')
  expect([...train.keys()]).toEqual(['epoch_loss', 'epoch_accuracy', 'examples_per_second'])
  expect(train.get('epoch_loss')).toEqual(points('loss'))
  expect(train.get('epoch_accuracy')).toEqual(points('accuracy'))
  expect([...curves(out, 'validation')]).toEqual([
    ['epoch_loss', points('valLoss')],
    ['epoch_accuracy', points('valAccuracy')],
  ])
})

test('kill -9 leaves whole files, and a run that goes on, without --log, loses no epoch and doubles none', async () => {
  const random = createRandom(Number(process.env.ANTIGRAD_SEED ?? Date.now() % 2 ** 31), 0)
  const out = join(scratch, 'killed')
  let words = ['train', ...flags, ...logged, '--out', out]
  for (const epoch of [10, 30]) {
    const command = new Command(words)
    await command.says(`"epoch":${epoch},`)
    await new Promise((resolve) => setTimeout(resolve, 20 * random.uniform()))
    command.child.kill('SIGKILL')
    expect((await command.ended).signal).toBe('SIGKILL')
    const rows = rowsIn(out)
    expect(rows.map((row) => Number(row.epoch))).toEqual(rows.map((_, n) => n + 1))
    expect(rows.length).toBeGreaterThanOrEqual(epoch - 1)
    expect(curves(out, 'train').get('epoch_loss')?.length).toBeGreaterThanOrEqual(epoch - 2)
    words = ['train', '--resume', out, '--json', '--quiet']
  }
  expect((await run(words)).code).toBe(0)
  expect(told(out)).toEqual(told(join(scratch, 'whole')))
})

test('folds and sweeps have them for each run; a finished run is replaced with its logs', async () => {
  const iris = join(scratch, 'iris.csv')
  writeFileSync(iris, irises())
  const onIris = ['--data', iris, '--label', 'species', '--epochs', '4', '--log', 'csv', '--quiet']
  const folds = join(scratch, 'folds')
  expect((await run(['train', ...onIris, '--folds', '2', '--out', folds])).code).toBe(0)
  const sweep = join(scratch, 'sweep')
  expect((await run(['sweep', ...onIris, '--lr', '0.01', '0.1', '--out', sweep])).code).toBe(0)
  for (const folder of ['folds/fold-1', 'folds/fold-2', 'sweep/run-1', 'sweep/run-2']) {
    expect(rowsIn(join(scratch, folder))).toHaveLength(4)
    expect(existsSync(join(scratch, folder, 'tensorboard'))).toBe(false)
  }
  const again = ['train', ...onIris.filter((word) => word !== '--log' && word !== 'csv'), '--folds', '2']
  expect((await run([...again, '--out', folds, '--force'])).code).toBe(0)
  expect(readdirSync(join(folds, 'fold-1'))).toContain('log.jsonl')
  expect(readdirSync(join(folds, 'fold-1'))).not.toContain('log.csv')
})

test('another name is refused, with those there are', async () => {
  const { code, stderr } = await run(['train', '--log', 'csv,wandb'])
  expect(code).toBe(2)
  expect(stderr).toContain(
    "'csv,wandb' is invalid. Allowed are csv, tensorboard, or several separated by commas.",
  )
})
