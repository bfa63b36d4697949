import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setFlagsFromString } from 'node:v8'
import { WorkerLost } from '@antigrad/core'
import type { Phase, StrategyName } from '@antigrad/parallel'
import { afterAll, describe, expect, test } from 'vitest'
import { type Death, happen, type Outcome, prepare, threadsLeft } from './death.js'

const full = process.env.ANTIGRAD_FAULTS === 'full'

/** What each cause of death is called in the message. */
const CAUSES: Readonly<Record<string, RegExp>> = {
  throw: /broken on purpose/,
  'throw null': /null/,
  'throw what cannot be sent': /broken on purpose/,
  'overflow the stack': /call stack/,
  exit: /exited with code: 7/,
  'exit as if all were well': /exited with code: 0/,
  'run out of memory': /memory limit/,
  trap: /unreachable/,
  'trap out of bounds': /out of bounds/,
  'be terminated': /exited with code: 1/,
}

const PHASES: Readonly<Record<StrategyName, readonly Phase[]>> = {
  slices: ['gate', 'forward', 'barrier', 'update', 'evaluate'],
  buffers: ['gate', 'forward', 'gradient', 'barrier', 'sum', 'update', 'evaluate'],
}

const STRATEGIES = ['slices', 'buffers'] as const

/** After which the others must have left. */
const RELEASE = 100

const releases: number[] = []
const late: number[] = []
let deaths = 0

afterAll(() => {
  const slowest = Math.max(...releases).toFixed(1)
  process.stdout.write(`${deaths} workers died; the others were released within ${slowest} ms\n`)
  if (late.length > 0) {
    const worst = Math.max(...late).toFixed(1)
    process.stdout.write(`${late.length} deaths were tried again: at first it took up to ${worst} ms\n`)
  }
})

function expectLoss({ rank, workers, phase }: Death, outcome: Outcome, cause: RegExp): void {
  deaths++
  releases.push(outcome.release)
  late.push(...(outcome.late ?? []))
  expect(outcome.error).toBeInstanceOf(WorkerLost)
  const { message } = outcome.error as WorkerLost
  expect(message).toMatch(cause)
  expect(message).toContain(`worker ${rank} of ${workers} `)
  expect(message).toContain(`in phase ${phase}: `)
  expect(outcome.release).toBeLessThanOrEqual(RELEASE)
  expect(outcome.threads).toBe(0)
}

/** All deaths by `cause`; in the short form each phase under one of the strategies, and with one rank. */
function deathsBy(cause: string, offset: number): Death[] {
  const all: Death[] = []
  for (const [s, strategy] of STRATEGIES.entries()) {
    for (const [p, phase] of PHASES[strategy].entries()) {
      for (let rank = 0; rank < 2; rank++) {
        const workers = (p + offset) % 3 === 0 ? 3 : 2
        // At its first gate a worker's run has not started.
        const visit = (phase === 'gate' ? 2 : 1) + ((p + offset + rank) % 3)
        const chosen = (p + offset) % 4 === 2 * s + rank || (phase === 'sum' && (offset + rank) % 4 === 0)
        if (full || chosen) all.push({ strategy, workers, rank: rank + workers - 2, phase, visit, cause })
      }
    }
  }
  return all
}

describe('a worker that dies ends the run with its name, and nobody waits for it', () => {
  test.each(Object.keys(CAUSES).map((cause, offset) => [cause, offset] as const))(
    '%s',
    async (cause, offset) => {
      // Workers started from here on may hold 48 MB.
      if (cause === 'run out of memory') setFlagsFromString('--max-old-space-size=48')
      try {
        for (const death of deathsBy(cause, offset)) {
          expectLoss(death, await happen(death, RELEASE), CAUSES[cause])
        }
      } finally {
        setFlagsFromString('--max-old-space-size=0')
      }
    },
    full ? 900_000 : 60_000,
  )
})

describe('a worker that dies before the run has started ends the start', () => {
  const DEATHS: readonly [string, Phase, RegExp][] = [
    ['reject', 'start', /broken on purpose/],
    ['throw', 'start', /broken on purpose/],
    ['exit', 'start', /exited with code: 7/],
    ['stall', 'start', /gave no sign of life for 2 s/],
    ['throw', 'gate', /broken on purpose/],
    ['be terminated', 'gate', /exited with code: 1/],
  ]
  test.each(DEATHS)('%s in phase %s', async (cause, phase, message) => {
    const death: Death = { strategy: 'slices', workers: 3, rank: 1, phase, visit: 1, cause, patience: 2 }
    // A worker may have come to the gate before it dies there: then the first epoch says so.
    const error = await prepare(death)
      .then(({ begin }) => begin())
      .then(
        ({ error }) => error,
        (error: unknown) => error,
      )
    expect(error).toBeInstanceOf(WorkerLost)
    expect((error as WorkerLost).message).toMatch(message)
    expect((error as WorkerLost).message).toMatch(`in phase ${phase}`)
    expect(await threadsLeft()).toBe(0)
  })
})

describe('a worker that stalls is named by the watchdog', () => {
  test.each(STRATEGIES)('%s, in every phase', async (strategy) => {
    const stalls = PHASES[strategy].map((phase, p): Death => {
      const cause = phase === 'evaluate' ? 'stall awake' : 'stall'
      return { strategy, workers: 2, rank: p % 2, phase, visit: 1 + (p % 2), cause, patience: 3 }
    })
    // They wait all at once, but one after the other starts.
    const runs = []
    for (const stall of stalls) runs.push({ stall, run: await prepare(stall) })
    const ended = await Promise.all(
      runs.map(async ({ stall, run }) => ({ stall, outcome: await run.begin() })),
    )
    expect(await threadsLeft()).toBe(0)
    for (const { stall, outcome } of ended) {
      // Released late among so many threads: once more, alone.
      const alone = outcome.release > RELEASE ? await happen(stall, RELEASE) : outcome
      expectLoss(stall, { ...alone, threads: 0 }, /no sign of life for 3 s/)
    }
  })
})

test('a stray rejection in a worker ends nothing', async () => {
  const { begin } = await prepare({
    strategy: 'slices',
    workers: 2,
    rank: 1,
    phase: 'update',
    visit: 1,
    cause: 'reject astray',
  })
  expect(await begin()).toMatchObject({ error: undefined, threads: 0 })
})

describe('a whole program ends by itself once the run is closed', () => {
  test.each([
    ['rank=9', 'nothing'],
    ['rank=1&phase=update&visit=1&cause=exit', 'WorkerLost: worker 1 of 2 was lost in phase update'],
    ['rank=0&phase=forward&visit=2&cause=stall+awake', 'WorkerLost: worker 0 of 2 gave no sign of life'],
  ])('%s', async (query, met) => {
    const program = new URL('./lost-worker.mjs', import.meta.url)
    const child = spawn(process.execPath, [program.pathname, `channel=child&${query}`])
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    const [code] = await once(child, 'close')
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(met) })
  })
})

// A thread that is terminated while it loads must not take the process with it (load-worker.cts).
test('runs that are closed while their threads load', async () => {
  const program = new URL('./closed-early.mjs', import.meta.url)
  const child = spawn(process.execPath, [program.pathname, full ? '300' : '30'])
  expect(await once(child, 'exit')).toEqual([0, null])
}, 300_000)
