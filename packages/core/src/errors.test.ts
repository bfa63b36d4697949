import { expect, test } from 'vitest'
import { BadInput, Diverged, exitCodeOf, FileError, isReaderGone, UsageError, WorkerLost } from './errors.js'

const refused = (code: string) => Object.assign(new Error(code), { code, syscall: 'open' })

test.each([
  [new UsageError('u'), 2],
  [new BadInput('b'), 3],
  [new Diverged('d'), 4],
  [new WorkerLost('w'), 5],
  [new FileError('f'), 6],
  [refused('ENOSPC'), 6],
  [refused('EACCES'), 6],
  [refused('EBADF'), 1],
  [refused('EFAULT'), 1],
  [new Error('e'), 1],
  [null, 1],
  ['text', 1],
])('%s: exit code %i', (error, code) => {
  expect(exitCodeOf(error)).toBe(code)
})

test.each([
  ['EPIPE', false, true],
  ['ECONNRESET', false, true],
  ['ERR_STREAM_DESTROYED', false, true],
  ['EIO', true, true],
  ['EIO', false, false],
  ['ENOSPC', true, false],
  [undefined, true, false],
])('writing fails with %s, on a terminal: %s; the reader is gone: %s', (code, isTerminal, gone) => {
  expect(isReaderGone(code, isTerminal)).toBe(gone)
})
