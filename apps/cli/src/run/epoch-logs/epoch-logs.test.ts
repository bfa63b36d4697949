import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FileError } from '@antigrad/core'
import { nodeFiles } from '@antigrad/store'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EpochRecord } from '../state.js'
import { CSV } from './csv.js'
import { EpochLog } from './epoch-log.js'
import { EpochLogs, LOG_NAMES, logNamesFor, removeLogs } from './epoch-logs.js'
import type { EpochEntry } from './format.js'
import { TENSORBOARD } from './tensorboard.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-logs-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const time = new Date('2026-11-29T00:00:00Z')
const record = (epoch: number): EpochRecord => ({
  epoch,
  loss: 1 / epoch,
  accuracy: 0.5,
  valLoss: 2 / epoch,
  testLoss: 3 / epoch,
})
const upTo = (epochs: number): EpochEntry[] =>
  Array.from({ length: epochs }, (_, n) => ({ record: record(n + 1), time }))
const EPOCHS = 6
const ALL = [CSV, ...TENSORBOARD]

async function write(format: (typeof ALL)[number], done: number, from = upTo(done)): Promise<Buffer> {
  const log = new EpochLog(folder, format, from, done)
  await log.write()
  for (const entry of upTo(EPOCHS).slice(done)) await log.append(entry)
  await log.close()
  return readFileSync(join(folder, ...format.path))
}

/** All but what the file begins with, which has the time of its beginning in it. */
const records = (file: Uint8Array, format: (typeof ALL)[number]): string =>
  Buffer.from(file.subarray(format.begin(time).length)).toString('latin1')

describe.each(ALL)('$path', (format) => {
  test('whatever a dead run left of it, a run that goes on loses no epoch and doubles none', async () => {
    const whole = await write(format, 0)
    const file = join(folder, ...format.path)
    for (let length = 0; length <= whole.length; length++) {
      for (const done of [0, 2, EPOCHS]) {
        writeFileSync(file, whole.subarray(0, length))
        expect(records(await write(format, done), format)).toBe(records(whole, format))
      }
    }
  })

  test('what was written in another way is written anew', async () => {
    const whole = await write(format, 0)
    writeFileSync(join(folder, ...format.path), 'epoch,loss\n1,0.5\n')
    expect(records(await write(format, 3), format)).toBe(records(whole, format))
  })

  test('what a full disk did not take is written with the next epoch', async () => {
    const whole = await write(format, 0)
    rmSync(join(folder, ...format.path))
    let full = false
    const log = new EpochLog(folder, format, [], 0, {
      ...nodeFiles,
      open: async (...asked) => {
        const opened = await nodeFiles.open(...asked)
        return { ...opened, write: async (bytes) => (full ? 0 : opened.write(bytes)) }
      },
    })
    for (const entry of upTo(EPOCHS)) {
      full = entry.record.epoch === 2 || entry.record.epoch === 3
      const appended = log.append(entry)
      if (full) await expect(appended).rejects.toThrow(FileError)
      else await appended
    }
    await log.close()
    expect(records(readFileSync(join(folder, ...format.path)), format)).toBe(records(whole, format))
  })
})

test('no file is made of which there is nothing to write', async () => {
  const logs = await EpochLogs.open(folder, LOG_NAMES, undefined)
  logs.append({ record: { epoch: 1, loss: 0.5, accuracy: Number.NaN }, time })
  await logs.settled()
  await logs.close()
  expect(readdirSync(join(folder, 'tensorboard'))).toEqual(['train'])
  expect(readFileSync(join(folder, 'log.csv'), 'utf8').split('\n')[1]).toBe(
    '1,0.5,,,,,,,,2026-11-29T00:00:00.000Z',
  )
})

test('a run goes on with the logs that it has, and removes them and nothing else', async () => {
  expect(logNamesFor([], [folder])).toEqual([])
  expect(logNamesFor(['tensorboard'], [folder])).toEqual(['tensorboard'])
  for (const format of ALL) await write(format, 0)
  expect(logNamesFor([], [folder, join(folder, 'none')])).toEqual(LOG_NAMES)
  const other = join(folder, 'tensorboard', 'train', 'notes.txt')
  writeFileSync(other, '')
  await removeLogs(folder)
  expect(existsSync(other)).toBe(true)
  expect(readdirSync(dirname(other))).toEqual(['notes.txt'])
  expect(readdirSync(folder)).toEqual(['tensorboard'])
})

test('a log that cannot be opened is said before the run begins', async () => {
  mkdirSync(join(folder, 'log.csv'))
  await expect(EpochLogs.open(folder, ['csv'], undefined)).rejects.toThrow(/log\.csv: cannot open/)
})
