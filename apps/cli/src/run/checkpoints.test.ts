import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Diverged, FileError, Network } from '@antigrad/core'
import { nodeFiles, RunFolder } from '@antigrad/store'
import { afterAll, expect, test } from 'vitest'
import { Checkpoints } from './checkpoints.js'
import type { RunConfig } from './config.js'
import { LECTURE } from './fixtures/lecture.js'
import { decodeState } from './restore.js'
import type { RunState } from './state.js'

const scratch = mkdtempSync(join(tmpdir(), 'antigrad-checkpoints-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const config: RunConfig = {
  version: 1,
  ...LECTURE,
  data: 'mnist',
  fingerprint: `sha256:${'0'.repeat(64)}`,
  hidden: [3],
  epochs: 9,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  strategy: 'slices',
  threads: 1,
}
const validate = (bytes: Uint8Array, file: string): void => void decodeState(bytes, file)
const at = (steps: number): { steps: number; epochs: number; seconds: number } => ({
  steps,
  epochs: 0,
  seconds: 0,
})

function stateOf(parameter: number): RunState {
  const network = Network.create([2, 3, 1], 1)
  network.parameters[0] = parameter
  return { network, position: { epoch: 1, done: 0 }, history: [] }
}

async function checkpointsIn(name: string, files = nodeFiles): Promise<[Checkpoints, string]> {
  const folder = await RunFolder.open(join(scratch, name), { validate, files })
  const checkpoints = new Checkpoints(folder, config, { classes: [] }, { count: 5, unit: 'steps' }, at(0))
  return [checkpoints, join(folder.path, 'checkpoint.safetensors')]
}

test('one is due after so many steps, and not while the last is being saved', async () => {
  const [checkpoints, file] = await checkpointsIn('due')
  expect([checkpoints.due(at(4)), checkpoints.due(at(5))]).toEqual([false, true])
  checkpoints.begin(stateOf(0.5), at(6))
  expect(checkpoints.due(at(60))).toBe(false)
  await checkpoints.settled()
  expect([checkpoints.due(at(10)), checkpoints.due(at(11))]).toEqual([false, true])
  expect(decodeState(readFileSync(file), file).network.parameters[0]).toBe(0.5)
})

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  'weights with %s are not saved; the last finite ones stay',
  async (value) => {
    const [checkpoints, file] = await checkpointsIn(`finite-${value}`)
    checkpoints.begin(stateOf(0.5), at(5))
    await checkpoints.settled()
    checkpoints.begin(stateOf(value), at(10))
    await expect(checkpoints.settled()).rejects.toThrow(Diverged)
    expect(decodeState(readFileSync(file), file).network.parameters[0]).toBe(0.5)
  },
)

test('a failure to save is told whenever it is asked for', async () => {
  let full = false
  const [checkpoints, file] = await checkpointsIn('full', {
    ...nodeFiles,
    syncFolder: async (path) => {
      if (full) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      await nodeFiles.syncFolder(path)
    },
  })
  full = true
  checkpoints.begin(stateOf(0.5), at(5))
  await expect(checkpoints.settled()).rejects.toThrow(FileError)
  expect(checkpoints.due(at(5))).toBe(true)
  expect(() => checkpoints.check()).toThrow(file)
})
