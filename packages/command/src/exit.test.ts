import { BadInput, Diverged, FileError, UsageError, WorkerLost } from '@antigrad/core'
import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { exitCodeOf, explain } from './exit.js'

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
  [new CommanderError(0, 'help', ''), 0],
  [new CommanderError(1, 'unknown', ''), 2],
  [new Error('e'), 1],
  [null, 1],
  ['text', 1],
])('%s: exit code %i', (error, code) => {
  expect(exitCodeOf(error)).toBe(code)
})

test('what is said is one line, whatever names are in it; of a bug its stack too', () => {
  expect(explain(new BadInput('a\nb\x1b[31m: c'), 'antigrad')).toBe('error: a b [31m: c\n')
  expect(explain(new CommanderError(1, 'unknown', 'said'), 'antigrad')).toBe('')
  expect(explain(new Error('e'), 'the bench')).toMatch(
    /^error: a bug of the bench, please report it: e\nError: e\n +at /,
  )
})
