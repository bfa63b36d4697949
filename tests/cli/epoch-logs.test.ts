import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createRandom } from '@antigrad/core'
import { recordsIn } from '@antigrad/formats/tensorboard'
import { beforeAll, describe, expect, test } from 'vitest'
import { irises } from '../fixtures/tables.js'
import { Command, type Ended, jsonLines, run } from './command.js'
import { curvesIn, type Point } from './event-file.js'
import { scratchFolder, writeSmallDigits } from './small-digits.js'
import { hasTensorBoard, TensorBoard } from './tensorboard.js'

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

/** Rows that log.csv of a run has by now. */
function rowsOf(folder: string): number {
  const file = join(folder, 'log.csv')
  return existsSync(file) ? readFileSync(file, 'latin1').split('\n').length - 2 : 0
}

/** Waits until something is so, while a run trains. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(1)
}

/** What the files of a run say, without times and speeds. */
const told = (folder: string): object => ({
  rows: rowsIn(folder).map(({ time: _, examples_per_second: __, ...row }) => row),
  train: curves(folder, 'train').get('epoch_loss'),
  validation: [...curves(folder, 'validation')],
})

/** A run that nothing interrupted. */
const whole = join(scratch, 'whole')
let ended: Ended
beforeAll(async () => {
  ended = await run(['train', ...flags, ...logged, '--out', whole])
})

test('--log csv,tensorboard has the epochs that --json prints', () => {
  const epochs = jsonLines(ended).filter(({ type }) => type === 'epoch')
  expect(epochs).toHaveLength(EPOCHS)
  expect(
    rowsIn(whole).map(({ epoch, loss, accuracy, val_loss, val_accuracy }) =>
      [epoch, loss, accuracy, val_loss, val_accuracy].map(Number),
    ),
  ).toEqual(epochs.map((each) => [each.epoch, each.loss, each.accuracy, each.valLoss, each.valAccuracy]))
  const points = (key: string): Point[] =>
    epochs.map((each) => [Number(each.epoch), Math.fround(Number(each[key]))])
  const train = curves(whole, 'train')
  expect([...train.keys()]).toEqual(['epoch_loss', 'epoch_accuracy', 'examples_per_second'])
  expect(train.get('epoch_loss')).toEqual(points('loss'))
  expect(train.get('epoch_accuracy')).toEqual(points('accuracy'))
  expect([...curves(whole, 'validation')]).toEqual([
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
    await until(() => rowsOf(out) >= epoch)
    await setTimeout(20 * random.uniform())
    command.child.kill('SIGKILL')
    expect((await command.ended).signal).toBe('SIGKILL')
    const rows = rowsIn(out)
    expect(rows.map((row) => Number(row.epoch))).toEqual(rows.map((_, n) => n + 1))
    expect(rows.length).toBeGreaterThanOrEqual(epoch)
    expect(curves(out, 'train').get('epoch_loss')?.length).toBeGreaterThanOrEqual(epoch - 1)
    words = ['train', '--resume', out, '--json', '--quiet']
  }
  expect((await run(words)).code).toBe(0)
  expect(told(out)).toEqual(told(whole))
})

describe.skipIf(!hasTensorBoard)('TensorBoard (needs python3 with tensorboard)', () => {
  test('draws every epoch once, also where it looks on while the run is killed and goes on', async () => {
    const out = join(scratch, 'watched')
    const board = new TensorBoard(out)
    // Slow enough for somebody to look on.
    const slow = [...flags, '--hidden', '256,256']
    const command = new Command(['train', ...slow, ...logged, '--out', out])
    const drawnOf = async (): Promise<readonly Point[]> =>
      (await board.curves())['tensorboard/train']?.epoch_loss ?? []
    let points = await drawnOf()
    await until(async () => {
      points = await drawnOf()
      expect(points.map(([step]) => step)).toEqual(points.map((_, n) => n + 1))
      return points.length >= 10
    })
    expect(points.length).toBeLessThan(EPOCHS)
    command.child.kill('SIGKILL')
    await command.ended
    expect((await run(['train', '--resume', out, '--quiet'])).code).toBe(0)
    const drawn = await board.curves()
    await board.close()
    expect(Object.keys(drawn)).toEqual(['tensorboard/train', 'tensorboard/validation'])
    expect(drawn['tensorboard/validation'].epoch_loss).toHaveLength(EPOCHS)
    for (const [name, { examples_per_second: _, ...curve }] of Object.entries(drawn)) {
      const { examples_per_second: __, ...written } = Object.fromEntries(
        curves(out, name.replace('tensorboard/', '')),
      )
      expect(curve).toEqual(written)
    }
  })
})

test.skipIf(!existsSync('/dev/full'))('a full disk is exit 6, and nothing is lost', async () => {
  const out = join(scratch, 'full')
  expect((await run(['train', ...flags, ...logged, '--until', '5', '--out', out])).code).toBe(0)
  const again = ['train', '--resume', out, '--log', 'csv,tensorboard', '--quiet']
  for (const file of ['log.csv', 'tensorboard/train/events.out.tfevents.antigrad']) {
    const full = join(out, file)
    rmSync(full)
    symlinkSync('/dev/full', full)
    const ended = await run(again)
    expect(ended).toMatchObject({ code: 6, stderr: expect.stringMatching(/^error: [^\n]*ENOSPC[^\n]*\n$/) })
    expect(ended.stderr).toContain(full)
    rmSync(full)
  }
  expect((await run(again)).code).toBe(0)
  expect(told(out)).toEqual(told(whole))
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
