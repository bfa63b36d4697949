import { UsageError, WorkerLost } from '@antigrad/core'
import { openThreads } from '#threads'
import { Aborted, abort, isAborted } from './barrier.js'
import { arrivalsWord, COMMAND, PHASES, phaseWord, WORD } from './control.js'
import { giveCommand } from './gate.js'
import type { WorkerTask } from './task.js'
import type { Threads } from './threads.js'
import { openWorkerThreads, type WorkerThread } from './worker-thread.js'

/** How often the main thread looks at the workers' phases while they do a command, in milliseconds. */
const WATCH = 250

/** How long workers that were told to quit, or still load, may take, in milliseconds, before they are terminated. */
const FAREWELL = 2000

/** How many workers there are, and what is expected of them. */
export interface CrewOptions {
  readonly workers: number
  /**
   * Seconds without a sign of life, from any worker while a command is done, after which the one that the others wait for
   * counts as lost.
   */
  readonly patience: number
  /** Starts a thread, where it is not left to this package. */
  readonly worker: (() => WorkerThread) | undefined
}

/**
 * The workers of a run, seen from the main thread: a thread and one long task each. It gives commands through
 * shared memory, and sees to it that a worker that dies or stalls ends the run with an error that names it.
 */
export class Crew {
  readonly #words: Int32Array
  readonly #workers: number
  readonly #patience: number
  readonly #threads: Threads
  readonly #tasks: Promise<unknown>
  /** Why the run has ended: a worker was lost, or it was closed. */
  #over: Error | undefined
  /** Rejects what waits for the gate. */
  #reject: ((error: Error) => void) | undefined
  /** The phase words of the workers when the main thread last looked, and for how long they have been so. */
  readonly #phases: Int32Array
  #silent = 0
  /** Whether a command has been given that is not done. */
  #busy = false
  #gates = 0
  #closed: Promise<void> | undefined

  /** Starts the workers. */
  constructor(
    words: Int32Array,
    { workers, patience, worker }: CrewOptions,
    taskOf: (rank: number) => WorkerTask,
  ) {
    this.#words = words
    this.#workers = workers
    this.#patience = patience
    this.#phases = new Int32Array(workers)
    Atomics.store(words, WORD.active, workers)
    this.#threads = worker
      ? openWorkerThreads(worker)
      : openThreads(workers, (error) =>
          this.#lose(`a worker without a task was lost: ${causeOf(error)}`, error),
        )
    this.#tasks = Promise.all(
      Array.from({ length: workers }, async (_, rank) => {
        try {
          // A worker that left because another was lost has nothing to say.
          await this.#threads.run(taskOf(rank))
        } catch (error) {
          const phase = phaseOf(words, rank)
          this.#lose(`worker ${rank} of ${workers} was lost in phase ${phase}: ${causeOf(error)}`, error)
        }
      }),
    )
  }

  /** Waits until all workers stand at the gate for the first time. */
  async ready(): Promise<void> {
    await this.#atGate()
  }

  /**
   * Gives a command to the active workers and waits until all are back at the gate.
   * @throws WorkerLost, Aborted when the run is closed meanwhile, UsageError while another command is done
   */
  async command(task: number): Promise<void> {
    this.expectIdle()
    giveCommand(this.#words, task, Atomics.load(this.#words, WORD.active))
    await this.#atGate()
  }

  /** @throws UsageError while a command is done: shared memory is the workers' then; Aborted after `close` */
  expectIdle(): void {
    if (this.#closed) throw new Aborted('the run is closed')
    if (this.#busy)
      throw new UsageError('the workers are busy: await one epoch or evaluation before the next')
  }

  /**
   * Ends the run: politely where the workers stand at the gate, at once where they do not. Workers that still load find
   * at the gate that all is over: a thread that is terminated while it imports a module can, very seldom, take the
   * process with it. Threads that piscina starts to replace lost ones have no task, and import nothing.
   */
  close(): Promise<void> {
    this.#closed ??= this.#leave()
    return this.#closed
  }

  async #leave(): Promise<void> {
    if (this.#busy || isAborted(this.#words)) {
      abort(this.#words)
      this.#end(new Aborted('the run was closed before its command was done'))
      if (this.#gates === 0) await this.#farewell()
    } else {
      giveCommand(this.#words, COMMAND.quit, this.#workers)
      await this.#farewell()
    }
    await this.#threads.destroy()
  }

  /** Waits until all workers have left, or for too long. */
  async #farewell(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise((resolve) => {
      timer = setTimeout(resolve, FAREWELL)
    })
    await Promise.race([this.#tasks, late])
    clearTimeout(timer)
  }

  async #atGate(): Promise<void> {
    this.#silent = 0
    this.#busy = true
    // It also keeps a process alive, which the workers do not.
    const watch = setInterval(() => this.#look(), WATCH)
    try {
      await new Promise<void>((resolve, reject) => {
        this.#reject = reject
        this.#gateOpens().then(resolve, reject)
      })
      this.#gates++
      this.#threads.release()
    } finally {
      clearInterval(watch)
      this.#busy = false
    }
  }

  /** Resolves when all workers stand at the gate. @throws why the run has ended before */
  async #gateOpens(): Promise<void> {
    while (Atomics.load(this.#words, WORD.gate) === this.#gates) {
      if (this.#over) throw this.#over
      await changed(this.#words, WORD.gate, this.#gates)
    }
  }

  #end(error: Error): void {
    this.#over ??= error
    this.#reject?.(this.#over)
  }

  #lose(message: string, cause?: unknown): void {
    this.fail(new WorkerLost(message, { cause }))
  }

  /** Gives the run up: whatever waits for the workers, now or later, is told why. */
  fail(error: Error): void {
    if (this.#closed) return
    abort(this.#words)
    this.#end(error)
  }

  /** Notices that no worker shows a sign of life, and names the one that the others wait for. */
  #look(): void {
    const words = this.#words
    let moved = false
    let last = 0
    const active = Atomics.load(words, WORD.active)
    for (let rank = 0; rank < active; rank++) {
      const phase = Atomics.load(words, phaseWord(rank))
      if (phase !== this.#phases[rank]) moved = true
      this.#phases[rank] = phase
      // The counts wrap around; their differences do not.
      if (((arrivals(words, rank) - arrivals(words, last)) | 0) < 0) last = rank
    }
    this.#silent = moved ? 0 : this.#silent + WATCH
    if (this.#silent <= this.#patience * 1000) return
    this.#lose(
      `worker ${last} of ${this.#workers} gave no sign of life for ${this.#patience} s in phase ${phaseOf(words, last)}: it stalled`,
    )
  }
}

/** Resolves when a word is no longer, or may no longer be, what it was. */
async function changed(words: Int32Array, word: number, was: number): Promise<void> {
  // Browsers without it look again every few milliseconds.
  if (typeof Atomics.waitAsync !== 'function') await new Promise((resolve) => setTimeout(resolve, 4))
  else await Atomics.waitAsync(words, word, was).value
}

function causeOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function phaseOf(words: Int32Array, rank: number): string {
  return PHASES[Atomics.load(words, phaseWord(rank)) % PHASES.length]
}

function arrivals(words: Int32Array, rank: number): number {
  return Atomics.load(words, arrivalsWord(rank))
}
