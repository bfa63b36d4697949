import { expect, test } from 'vitest'
import { isReaderGone } from './output.js'

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
