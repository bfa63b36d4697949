import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { StopRequest } from './stop.js'

const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
const before = process.listenerCount('SIGTERM')
let stop: StopRequest

beforeEach(() => {
  vi.useFakeTimers()
  stop = new StopRequest()
})

afterEach(() => {
  exit.mockClear()
  vi.useRealTimers()
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.removeAllListeners(signal)
})

test('the first signal asks to stop; the next ends the process, unless it comes so soon that it is the same', () => {
  const act = vi.fn()
  stop.listen(act)
  process.emit('SIGTERM', 'SIGTERM')
  process.emit('SIGTERM', 'SIGTERM')
  vi.advanceTimersByTime(299)
  process.emit('SIGINT', 'SIGINT')
  expect(exit).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  process.emit('SIGINT', 'SIGINT')
  expect(exit).toHaveBeenCalledExactlyOnceWith(130)
  expect(act).toHaveBeenCalledOnce()
  expect(stop.signal).toBe('SIGTERM')
})

test('a run that a signal has stopped is not ended by the same one while it says so', () => {
  stop.listen(() => {})
  process.emit('SIGTERM', 'SIGTERM')
  stop.leave()
  process.emit('SIGTERM', 'SIGTERM')
  expect(process.listenerCount('SIGTERM')).toBeGreaterThan(before)
  expect(exit).not.toHaveBeenCalled()
})

test('where none came, signals are left to the system again', () => {
  stop.listen(() => {})
  stop.leave()
  expect(process.listenerCount('SIGTERM')).toBe(before)
})
