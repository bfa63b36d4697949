/** The thread of a rank that watches over the others, whatever its own other threads do. */
import { writeSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer } from '../threads/asked-thread.js'
import { loadExitNow } from '../threads/exit-now.js'
import { type Ask, type Told, WATCH_WORD, type WatchData } from './asks.js'
import type { Roster } from './mesh.js'
import { Watch, WORKER_LOST } from './watch.js'

/** Milliseconds within which MPI starts: the first rank waits for the last, whose machine may still read its files. */
const START = 120_000

const { words }: WatchData = workerData
const exitNow = loadExitNow()

/** The stream of a worker's `process.stderr` goes through the main thread, which may be blocked. */
const STDERR = 2

function end(code: number, message: string): void {
  try {
    writeSync(STDERR, `error: ${message}\n`)
  } finally {
    exitNow(code)
  }
}

const watch = new Watch({
  tell: (lost) => parentPort?.postMessage({ lost } satisfies Told),
  end,
})

const late = setTimeout(() => {
  end(WORKER_LOST, `MPI has not started within ${START / 1000} s: another rank has not, or was lost`)
}, START)

/** What keeps this rank from watching over the others; nothing where it does. */
async function begin(roster: Roster): Promise<string | undefined> {
  clearTimeout(late)
  return watch.begin(roster).then(
    () => undefined,
    (error: Error) => error.message,
  )
}

function announceEnd(code: number): void {
  watch.announceEnd(code)
  Atomics.store(words, WATCH_WORD.told, 1)
  Atomics.notify(words, WATCH_WORD.told)
}

async function answerTo(ask: Ask): Promise<unknown> {
  if (ask.kind === 'begin') return begin(ask.roster)
  return ask.kind === 'end' ? announceEnd(ask.code) : watch.part()
}

parentPort?.on('message', async (ask: Ask) => {
  parentPort?.postMessage({ value: await answerTo(ask) } satisfies Answer)
  if (ask.kind === 'part') parentPort?.close()
})
parentPort?.postMessage({ value: await watch.listen() } satisfies Answer)
