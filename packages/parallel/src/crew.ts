import { WorkerLost } from '@antigrad/core'
import { Piscina } from 'piscina'
import { abort } from './barrier.js'
import { COMMAND, PHASES, phaseWord, WORD } from './control.js'
import type { WorkerTask } from './task.js'

/** How often the main thread looks at the workers' phases, in milliseconds. */
const WATCH = 250

/** How long workers that were told to leave may take, in milliseconds, before they are terminated. */
const FAREWELL = 2000

/**
 * The workers of a run, seen from the main thread: one pool, one long task each. It gives commands through
 * shared memory, and sees to it that a worker that dies or stalls ends the run with an error that names it.
 */
export class Crew {
  readonly #words: Int32Array
  readonly #workers: number
  readonly #pool: Piscina
  readonly #tasks: Promise<unknown>
  readonly #lost: Promise<never>
  readonly #watch: NodeJS.Timeout
  #gates = 0
  #closed: Promise<void> | undefined

  /**
   * Starts the workers.
   * @param patience seconds without a sign of life after which a worker counts as lost
   */
  constructor(words: Int32Array, workers: number, patience: number, taskOf: (rank: number) => WorkerTask) {
    this.#words = words
    this.#workers = workers
    this.#pool = new Piscina({
      filename: new URL('./worker.js', import.meta.url).href,
      name: 'work',
      minThreads: workers,
      maxThreads: workers,
      concurrentTasksPerWorker: 1,
    })
    let reject: (error: WorkerLost) => void = () => {}
    this.#lost = new Promise((_, refuse) => {
      reject = refuse
    })
    // A run that is closed before anybody waits must not end the process with an unhandled rejection.
    this.#lost.catch(() => {})
    const lose = (error: WorkerLost): void => {
      abort(words)
      reject(error)
    }
    this.#tasks = Promise.allSettled(
      Array.from({ length: workers }, async (_, rank) => {
        try {
          // A worker that left because another was lost has nothing to say.
          await this.#pool.run(taskOf(rank))
        } catch (error) {
          if (!this.#closed) lose(this.#lossOf(rank, error))
        }
      }),
    )
    this.#watch = setInterval(watchdog(words, workers, patience, lose), WATCH)
    this.#watch.unref()
  }

  /** Waits until all workers stand at the gate for the first time. */
  async ready(): Promise<void> {
    await this.#atGate()
  }

  /**
   * Gives a command and waits until all workers are back at the gate.
   * @throws WorkerLost
   */
  async command(task: number): Promise<void> {
    this.#give(task)
    await this.#atGate()
  }

  /** Ends the run: politely where the workers stand at the gate, at once where they do not. */
  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  async #end(): Promise<void> {
    clearInterval(this.#watch)
    const idle =
      Atomics.load(this.#words, WORD.gate) === this.#gates && Atomics.load(this.#words, WORD.abort) === 0
    if (idle) this.#give(COMMAND.quit)
    else abort(this.#words)
    let timer: NodeJS.Timeout | undefined
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, FAREWELL)
    })
    await Promise.race([this.#tasks, late])
    clearTimeout(timer)
    await this.#pool.destroy()
  }

  #give(task: number): void {
    Atomics.store(this.#words, WORD.task, task)
    Atomics.add(this.#words, WORD.command, 1)
    Atomics.notify(this.#words, WORD.command)
  }

  async #atGate(): Promise<void> {
    const words = this.#words
    while (Atomics.load(words, WORD.gate) === this.#gates) {
      const arrival = Atomics.waitAsync(words, WORD.gate, this.#gates)
      if (arrival.async) await Promise.race([arrival.value, this.#lost])
    }
    this.#gates++
  }

  #lossOf(rank: number, error: unknown): WorkerLost {
    const cause = error instanceof Error ? error.message : String(error)
    return new WorkerLost(
      `worker ${rank} of ${this.#workers} was lost in phase ${phaseOf(this.#words, rank)}: ${cause}`,
      { cause: error },
    )
  }
}

function phaseOf(words: Int32Array, rank: number): string {
  return PHASES[Atomics.load(words, phaseWord(rank)) % PHASES.length]
}

/** Notices when a worker shows no sign of life for `patience` seconds while it is neither at a barrier nor at the gate. */
function watchdog(
  words: Int32Array,
  workers: number,
  patience: number,
  lose: (error: WorkerLost) => void,
): () => void {
  const last = new Int32Array(workers).fill(-1)
  const silent = new Float64Array(workers)
  return () => {
    for (let rank = 0; rank < workers; rank++) {
      const word = Atomics.load(words, phaseWord(rank))
      const phase = phaseOf(words, rank)
      silent[rank] = word === last[rank] && phase !== 'barrier' && phase !== 'gate' ? silent[rank] + WATCH : 0
      last[rank] = word
      if (silent[rank] > patience * 1000) {
        lose(
          new WorkerLost(
            `worker ${rank} of ${workers} gave no sign of life for ${patience} s in phase ${phase}: it stalled`,
          ),
        )
      }
    }
  }
}
