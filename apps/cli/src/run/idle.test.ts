import { expect, test } from 'vitest'
import { idleNote } from './idle.js'

test.each([
  [128, 1, undefined],
  [129, 2, undefined],
  [1024, 8, undefined],
  [128, 2, 'a minibatch is one block of 128 rows: 1 of 2 threads compute none of it'],
  [500, 8, 'a minibatch is 4 blocks of 125 rows: 4 of 8 threads compute none of it'],
])('minibatches of %i rows, summed by %i threads', (batchSize, threads, expected) => {
  const note = idleNote({ batchSize, strategy: 'buffers', threads }, 60_000)
  expect(note?.split(';')[0]).toBe(expected)
})

test('ranks have rows of whichever strategy', () => {
  const config = { batchSize: 500, strategy: 'slices', threads: 2 } as const
  expect(idleNote(config, 60_000, 4)).toBeUndefined()
  expect(idleNote(config, 60_000, 8)).toMatch(
    /^a minibatch is 4 blocks of 125 rows: 4 of 8 ranks compute none of it/,
  )
})

test('a dataset that is smaller than a minibatch is one', () => {
  const config = { batchSize: 512, strategy: 'buffers', threads: 2 } as const
  expect(idleNote(config, 100)).toMatch(/^a minibatch is one block of 100 rows: 1 of 2 threads /)
})

test('threads that sum slices all have something to do', () => {
  expect(idleNote({ batchSize: 128, strategy: 'slices', threads: 4 }, 60_000)).toBeUndefined()
})
