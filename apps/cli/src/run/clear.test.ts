import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Network, UsageError } from '@antigrad/core'
import { nodeFiles, RunFolder } from '@antigrad/store'
import { afterAll, expect, test } from 'vitest'
import { encodeState } from './checkpoint.js'
import { clear } from './clear.js'
import { configToJson, type RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { decodeState } from './restore.js'

const scratch = mkdtempSync(join(tmpdir(), 'antigrad-clear-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const config: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'mnist',
  fingerprint: `sha256:${'0'.repeat(64)}`,
  hidden: [],
  epochs: 2,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  strategy: 'slices',
  threads: 1,
}
const network = Network.create([2, 1], 1)

/** The folder of a run after so many epochs, with all the files that a run leaves. */
async function folderAfter(name: string, epochs: number): Promise<RunFolder> {
  const path = join(scratch, name)
  mkdirSync(path)
  const folder = await RunFolder.open(path, { validate: (bytes, file) => void decodeState(bytes, file) })
  await folder.writeConfig(configToJson(config))
  await folder.appendLog({ type: 'start' })
  for (let done = 0; done <= epochs; done++) {
    const history = Array.from({ length: done }, (_, n) => ({ epoch: n + 1, loss: 1, accuracy: 0 }))
    const state = { network, position: { epoch: done + 1, done: 0 }, history }
    await folder.saveCheckpoint(encodeState(config, { classes: [] }, state))
    if (done === epochs) await folder.saveModel(encodeState(config, { classes: [] }, state))
  }
  writeFileSync(join(path, 'report.html'), '')
  return folder
}

test('a finished run is cleared for another, also where that was interrupted after any of its files', async () => {
  for (let left = 0; left <= 6; left++) {
    const folder = await folderAfter(`finished-${left}`, 2)
    let removed = 0
    const remove = async (path: string): Promise<void> => {
      if (removed++ === left) throw new Error('killed')
      await nodeFiles.remove(path)
    }
    await clear(folder, true, { ...nodeFiles, remove }).catch(() => undefined)
    expect(readdirSync(folder.path)).toHaveLength(7 - left)
    await clear(folder, true)
    expect(readdirSync(folder.path)).toEqual(['run.lock'])
    await folder.close()
  }
})

test('a run that is not finished is left alone', async () => {
  const folder = await folderAfter('begun', 1)
  await expect(clear(folder, true)).rejects.toThrow(UsageError)
  expect(readdirSync(folder.path)).toHaveLength(7)
  await folder.close()
})

test('a finished run is left alone, unless it is to be replaced', async () => {
  const folder = await folderAfter('whole', 2)
  await expect(clear(folder, false)).rejects.toThrow(/whole: holds a finished run; --force replaces it/)
  expect(readdirSync(folder.path)).toHaveLength(7)
  await folder.close()
})
