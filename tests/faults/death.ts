import { setTimeout as delay } from 'node:timers/promises'
import { BroadcastChannel, type Worker } from 'node:worker_threads'
import type { Dataset } from '@antigrad/core'
import { ParallelTrainer, type Phase, type StrategyName } from '@antigrad/parallel'

/** One worker's end: who, when and how (see deadly-probe.mjs). */
export interface Death {
  readonly strategy: StrategyName
  readonly workers: number
  readonly rank: number
  readonly phase: Phase
  /** Which time the phase begins, from 1. */
  readonly visit: number
  readonly cause: string
  /** Seconds without a sign of life that the watchdog bears. */
  readonly patience?: number
}

/** What became of the run. */
export interface Outcome {
  readonly error: unknown
  /** Milliseconds from the loss being known to the last of the others having left; Infinity: one stayed. */
  readonly release: number
  /** The same of attempts before that were late: see `happen`. */
  readonly late?: readonly number[]
  /** Milliseconds that `close` took. */
  readonly farewell: number
  /** Threads still there after it. */
  readonly threads: number
}

/** How long the others may take before they count as hanging, in milliseconds. */
const HANGING = 5000

const alive = new Set<Worker>()
process.on('worker', (worker) => {
  alive.add(worker)
  worker.once('exit', () => alive.delete(worker))
})

/** 60 examples of 12 inputs, half of them zero. */
function examples(): Dataset {
  const [count, inputs] = [60, 12]
  const features = new Uint8Array(count * inputs)
  features.forEach((_, at) => {
    features[at] = at % 2 ? (at * 37) % 256 : 0
  })
  const labels = Uint32Array.from({ length: count }, (_, n) => n % 3)
  return { name: 'sixty', count, inputs, outputs: 3, features, labels, classes: ['a', 'b', 'c'] }
}

let trials = 0

/**
 * Starts a run in which a worker dies. `begin` trains until the run ends, and looks at what is left.
 * @throws what the start throws, where the worker does not live that long
 */
export async function prepare(death: Death): Promise<{ begin: () => Promise<Outcome> }> {
  const { strategy, workers, rank, phase, visit, cause, patience } = death
  const name = `death ${process.pid} ${trials++}`
  const channel = new BroadcastChannel(name)
  const left = new Map<number, number>()
  channel.onmessage = ({ data }: { data: { left?: number; at: number; dying?: number } }) => {
    if (data.left !== undefined) left.set(data.left, data.at)
    if (cause === 'be terminated' && data.dying !== undefined) {
      for (const worker of alive) if (worker.threadId === data.dying) void worker.terminate()
    }
  }
  const probe = new URL('./deadly-probe.mjs', import.meta.url)
  probe.search = new URLSearchParams({
    rank: `${rank}`,
    phase,
    visit: `${visit}`,
    cause,
    channel: name,
  }).toString()
  const trainer = await ParallelTrainer.start({
    dataset: { train: examples(), test: examples() },
    // Two blocks: with `slices` two workers train shares, and three divide rows.
    hidden: [32],
    batchSize: 8,
    learningRate: 1,
    seed: 1,
    workers,
    strategy,
    probe: probe.href,
    ...(patience === undefined ? {} : { patience }),
  }).catch((error: unknown) => {
    channel.close()
    throw error
  })

  async function begin(): Promise<Outcome> {
    try {
      const error = await ending(trainer)
      const known = now()
      // Where nobody threw, the dead say nothing.
      const others = Array.from({ length: workers }, (_, other) => other).filter((other) => other !== rank)
      const lost = error !== undefined
      while (lost && others.some((other) => !left.has(other)) && now() - known < HANGING) await delay(2)
      const release = !lost ? 0 : Math.max(0, ...others.map((other) => (left.get(other) ?? Infinity) - known))
      const closing = now()
      await trainer.close()
      const farewell = now() - closing
      return { error, release, farewell, threads: await threadsLeft() }
    } finally {
      channel.close()
    }
  }
  return { begin }
}

/**
 * The same at once; and again where the others were released late, because a machine that is busy with other
 * things may keep a thread from running, but hardly three times.
 */
export async function happen(death: Death, within: number): Promise<Outcome> {
  const late: number[] = []
  for (;;) {
    const { begin } = await prepare(death)
    const outcome = { ...(await begin()), late }
    if (outcome.release <= within || outcome.release === Infinity || late.length === 2) return outcome
    late.push(outcome.release)
  }
}

/** Trains and evaluates until something is thrown: that, or undefined where nothing is for long. */
async function ending(trainer: ParallelTrainer): Promise<unknown> {
  try {
    for (let round = 0; round < 4; round++) {
      await trainer.epoch()
      await trainer.evaluate()
    }
  } catch (error) {
    return error
  }
  return undefined
}

/** Threads of this process that are there for good: an exit that is under way gets two seconds. */
export async function threadsLeft(): Promise<number> {
  for (const since = now(); alive.size > 0 && now() - since < 2000; ) await delay(2)
  return alive.size
}

export function now(): number {
  return Number(process.hrtime.bigint()) / 1e6
}
