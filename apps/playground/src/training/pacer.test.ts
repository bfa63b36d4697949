import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Going } from './pace.js'
import { createPaceSetter } from './pace-setter.js'
import { Pacer } from './pacer.js'

/** Steps of epochs of `length`, at most `slice` at once, and a page that tells how they are to be taken. */
function training(length: number, slice: number) {
  let settle: (outcome: unknown) => void = () => {}
  const paced = {
    steps: 0,
    /** What to do when so many steps are taken: Node's timers wait while messages come in one after the other. */
    at: { steps: Number.POSITIVE_INFINITY, act: () => {} },
    rates: { slow: 200, fast: Number.POSITIVE_INFINITY },
    advance: (most: number) => {
      const left = length - (paced.steps % length)
      const steps = Math.min(most, slice, left)
      paced.steps += steps
      if (paced.steps >= paced.at.steps) paced.at.act()
      return { steps, epochEnded: steps === left }
    },
    rested: (number: number) => {
      page.rested(number)
      if (!page.running.value) settle('rested')
    },
    failed: (error: unknown) => {
      page.stopped()
      settle(error)
    },
  }
  const pacer = new Pacer(paced)
  const page = createPaceSetter((command) => pacer.obey(command))
  /** Settles when it rests, with why. */
  const go = (going: Going) =>
    new Promise((resolve) => {
      settle = resolve
      page.go(going)
    })
  return { paced, page, go }
}

test('one step is one step, one epoch ends where the epoch does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.constantFrom<Going>('step', 'epoch'), { minLength: 1, maxLength: 5 }),
      async (length, slice, asked) => {
        const { paced, go } = training(length, slice)
        for (const going of asked) {
          const before = paced.steps
          expect(await go(going)).toBe('rested')
          expect(paced.steps - before).toBe(going === 'step' ? 1 : length - (before % length))
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('steps and epochs that are asked for while others are under way are all taken, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.constantFrom<Going>('step', 'epoch'), { maxLength: 5 }),
      async (length, slice, asked) => {
        const { paced, page, go } = training(length, slice)
        const rested = go('epoch')
        for (const going of asked) page.go(going)
        await rested
        let steps = length
        for (const going of asked) steps += going === 'step' ? 1 : length - (steps % length)
        expect(paced.steps).toBe(steps)
      },
    ),
    { numRuns: 50 },
  )
})

test('the slow pace is no faster than it says, the fast one is; both rest when told', async () => {
  const { paced, page, go } = training(10, 10)
  const begun = performance.now()
  const rested = go('slow')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const slow = paced.steps
  expect(slow).toBeGreaterThan(1)
  expect(slow).toBeLessThanOrEqual(1 + ((performance.now() - begun) * paced.rates.slow) / 1000)
  paced.at = { steps: slow + 50_000, act: page.rest }
  page.go('fast')
  expect(await rested).toBe('rested')
  const rest = paced.steps
  expect(rest - slow).toBeLessThan(50_010)
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(paced.steps).toBe(rest)
})

test('a rest that was not heard of yet does not stop what was asked for since', async () => {
  const { paced, page, go } = training(10, 10)
  const first = go('step')
  page.rested(0)
  expect(page.running.value).toBe(true)
  await first
  const running: boolean[] = []
  const act = () => {
    running.push(page.running.value)
    page.rest()
  }
  paced.at = { steps: 50_000, act }
  page.go('fast')
  page.rest()
  await go('fast')
  expect(running).toEqual([true])
})

test('another pace changes a run, and no step and no epoch', () => {
  const said: string[] = []
  const page = createPaceSetter(({ going }) => said.push(going))
  page.changePace('fast')
  for (const going of ['step', 'epoch'] as const) {
    page.go(going)
    page.changePace('fast')
    page.rested(said.length)
    expect(page.running.value).toBe(false)
    page.changePace('slow')
  }
  page.go('slow')
  page.changePace('fast')
  page.changePace('slow')
  expect(said).toEqual(['step', 'epoch', 'slow', 'fast', 'slow'])
})

test('what fails is told, and can be gone on with', async () => {
  const { paced, page, go } = training(5, 5)
  const { advance } = paced
  paced.advance = () => {
    throw new RangeError('not now')
  }
  expect(await go('fast')).toBeInstanceOf(RangeError)
  expect(page.running.value).toBe(false)
  paced.advance = advance
  await new Promise((resolve) => setTimeout(resolve))
  expect(await go('epoch')).toBe('rested')
  expect(paced.steps).toBe(5)
})
