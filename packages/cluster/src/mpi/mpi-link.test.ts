import { Aborted, type Waiters } from '@antigrad/parallel/ranks'
import { expect, test } from 'vitest'
import { type Cores, coresBeside, LINK_WORD, MpiLink, type PointToPoint } from './mpi-link.js'

const NOTHING = new Int32Array(new SharedArrayBuffer(0))

/** A message that has come when `test` has been asked so many times. */
function messageAfter(questions: number): PointToPoint & { asked: number } {
  return {
    rank: 0,
    ranks: 2,
    asked: 0,
    beginToReceive() {},
    beginToSend() {},
    test() {
      return ++this.asked >= questions
    },
  }
}

function exchange(messages: PointToPoint, cores: Cores, words = new Int32Array(1)): void {
  new MpiLink(messages, words, cores).exchange(NOTHING, 1, NOTHING, 1)
}

test('on a free core it asks again and again, for a while', () => {
  const messages = messageAfter(100)
  exchange(messages, {
    isFree: true,
    sleep() {
      throw new Error('it slept')
    },
  })
  expect(messages.asked).toBe(100)

  let naps = 0
  const late = messageAfter(Number.POSITIVE_INFINITY)
  const until = { ...late, test: () => naps === 3 }
  exchange(until, { isFree: true, sleep: () => naps++ })
  expect(naps).toBe(3)
})

test('where none is free it sleeps after each question, longer and longer', () => {
  const naps: number[] = []
  exchange(messageAfter(20), { isFree: false, sleep: (milliseconds) => naps.push(milliseconds) })
  expect(naps).toHaveLength(19)
  expect(naps[0]).toBe(0.05)
  for (let n = 1; n < naps.length; n++) expect(naps[n]).toBe(Math.min(0.5, 1.25 * naps[n - 1]))
})

test.each([true, false])('it leaves a message when the ranks are given up; a core is free: %s', (isFree) => {
  const words = new Int32Array(1)
  const messages = messageAfter(Number.POSITIVE_INFINITY)
  messages.test = () => {
    if (++messages.asked === 10) words[LINK_WORD.givenUp] = 1
    return false
  }
  expect(() => exchange(messages, { isFree, sleep() {} }, words)).toThrow(Aborted)
  expect(messages.asked).toBe(10)
  expect(() => exchange(messageAfter(1), { isFree, sleep() {} }, words)).toThrow(Aborted)
})

test.each([
  { spare: 1, waiting: 0, isFree: true },
  { spare: 0, waiting: 0, isFree: false },
  { spare: 0, waiting: 1, isFree: true },
  // Two ranks of two workers on two cores.
  { spare: -1, waiting: 1, isFree: false },
  { spare: -1, waiting: 2, isFree: true },
  // Four ranks of one worker on two cores.
  { spare: -0.5, waiting: 1, isFree: false },
])('with $spare cores to spare and $waiting workers that wait one is free: $isFree', (given) => {
  const slept: number[][] = []
  const waiters: Waiters = {
    waiting: given.waiting,
    sleepWhile: (waiting, milliseconds) => slept.push([waiting, milliseconds]),
  }
  const cores = coresBeside(waiters, given.spare)
  expect(cores.isFree).toBe(given.isFree)
  cores.sleep(3)
  expect(slept).toEqual([[given.waiting, 3]])
})
