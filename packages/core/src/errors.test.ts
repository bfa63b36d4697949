import { expect, test } from 'vitest'
import { BadInput, Diverged, exitCodeOf, FileError, UsageError, WorkerLost } from './errors.js'

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
