import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { BadInput, FileError, UsageError, WorkerLost } from '@antigrad/core'
import { lock, RUN_FILES } from '@antigrad/store'
import { STOP_SIGNALS, Stopped, type StopSignal } from '../exit.js'
import { StopRequest } from '../run/stop.js'
import type { Exit, Launcher, TrainingProcess } from './launcher.js'
import { type Outcome, outcomeOf } from './outcome.js'
import type { Job, PlannedRun } from './plan.js'

/** How long one waits for a process that holds a run's folder, left by a command that was killed, in milliseconds. */
const PATIENCE = 20_000

/** Several runs to be trained. */
export interface Several {
  /** The folder with a folder for each. */
  readonly path: string
  readonly runs: readonly Job[]
  /** What those have come to that are not to be trained; takes what the others come to. */
  readonly outcomes: Map<string, Outcome>
  readonly launcher: Launcher
  /** Flags of `train` that are no hyperparameters, for all of them. */
  readonly flags: readonly string[]
  /** The most workers of a run, and those that each has; undefined for as many as there are cores left. */
  readonly threads: { readonly most: number; readonly each: number | undefined }
  /** Called when a run has come to its end. */
  readonly onEnd: (run: Job, outcome: Outcome, lines: readonly string[]) => void
  /** What the command is called that goes on: `antigrad train --resume runs/iris-64`. */
  readonly again: string
}

/**
 * Trains several runs side by side, each in a process of its own, and goes on with those that were begun before. One
 * that is finished, or has diverged, is not trained again (`outcomesOf`). While there are at least as many as cores, each has one
 * worker; those that are left at the end share the cores.
 * @throws Stopped after a signal, when all have ended; UsageError, BadInput or FileError as soon as one run ends with it,
 * when the others have stopped; WorkerLost at the end, where the process of one was lost
 */
export async function trainAll(several: Several): Promise<void> {
  await new Training(several).run()
}

/** What runs have come to, by their names. @throws BadInput where a log is damaged, FileError */
export async function outcomesOf(path: string, runs: readonly PlannedRun[]): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  for (const { name } of runs) outcomes.set(name, await outcomeOf(join(path, name)))
  return outcomes
}

/** The runs that are not where they are to come to. */
export function jobsLeft(runs: readonly Job[], outcomes: ReadonlyMap<string, Outcome>): Job[] {
  return runs.filter(({ name, until }) => {
    const outcome = outcomes.get(name) ?? { state: 'unfinished' }
    if (outcome.state === 'paused') return until === undefined || outcome.epoch < until
    return outcome.state === 'unfinished'
  })
}

class Training {
  readonly #several: Several
  readonly #waiting: Job[]
  readonly #running = new Map<TrainingProcess, { readonly threads: number; readonly ended: Promise<void> }>()
  readonly #lost: string[] = []
  #stopping = false
  #failure: unknown

  constructor(several: Several) {
    const { runs, outcomes } = several
    this.#several = several
    this.#waiting = jobsLeft(runs, outcomes)
  }

  async run(): Promise<void> {
    const stop = new StopRequest()
    stop.listen(() => this.#stopAll(stop.signal ?? 'SIGTERM'))
    // A second signal ends this process at once, and nobody else would end the others.
    const killAll = (): void => {
      for (const process of this.#running.keys()) process.kill()
    }
    process.once('exit', killAll)
    try {
      while (this.#waiting.length + this.#running.size > 0) {
        if (this.#stopping) this.#waiting.length = 0
        else await this.#begin().catch((error) => this.#fail(error))
        if (this.#running.size > 0) await Promise.race([...this.#running.values()].map(({ ended }) => ended))
      }
      if (stop.signal) throw this.#stopped(stop.signal)
    } finally {
      process.off('exit', killAll)
      stop.leave()
    }
    if (this.#failure !== undefined) throw this.#failure
    if (this.#lost.length > 0) {
      throw new WorkerLost(`${this.#lost.join('; ')}; ${this.#several.again} goes on`)
    }
  }

  /** Begins as many runs as there are cores for. */
  async #begin(): Promise<void> {
    const { launcher, threads } = this.#several
    const taken = (): number => [...this.#running.values()].reduce((sum, process) => sum + process.threads, 0)
    for (;;) {
      const free = launcher.cores - taken()
      const [next] = this.#waiting
      if (next === undefined || (free < 1 && this.#running.size > 0)) return
      const share = Math.max(1, Math.min(threads.most, Math.floor(free / this.#waiting.length)))
      const own = threads.each ?? share
      if (own > free && this.#running.size > 0) return
      this.#waiting.shift()
      await this.#start(next, own)
    }
  }

  async #start(run: Job, threads: number): Promise<void> {
    const { path, flags, launcher } = this.#several
    const folder = join(path, run.name)
    const begun = [RUN_FILES.config, RUN_FILES.checkpoint, RUN_FILES.previous].some((name) =>
      existsSync(join(folder, name)),
    )
    if (begun) await untilFree(folder)
    const what = begun ? [`--resume=${folder}`] : [...run.flags, `--out=${folder}`]
    const until = run.until === undefined ? [] : [`--until=${run.until}`]
    const words = ['train', ...what, `--threads=${threads}`, ...until, ...flags, '--quiet', '--no-mpi']
    const process = launcher.start(words)
    const ended = process.ended
      .then((exit) => this.#end(run, exit))
      .catch((error) => this.#fail(error))
      .finally(() => this.#running.delete(process))
    this.#running.set(process, { threads, ended })
  }

  async #end(run: Job, exit: Exit): Promise<void> {
    const { path, outcomes, onEnd } = this.#several
    const outcome = await outcomeOf(join(path, run.name))
    outcomes.set(run.name, outcome)
    if (outcome.state !== 'unfinished') onEnd(run, outcome, exit.lines)
    if (outcome.state !== 'unfinished' || (this.#stopping && isStop(exit))) return
    const reason = `${run.name}: ${reasonOf(exit)}`
    if (exit.code === 2) this.#fail(new UsageError(reason))
    else if (exit.code === 3) this.#fail(new BadInput(reason))
    else if (exit.code === 6) this.#fail(new FileError(`${reason}; ${this.#several.again} goes on`))
    else this.#lost.push(reason)
  }

  /** What ends all of them: what has gone wrong for one would go wrong for others. */
  #fail(error: unknown): void {
    this.#failure ??= error
    this.#stopAll('SIGTERM')
  }

  #stopAll(signal: NodeJS.Signals): void {
    this.#stopping = true
    for (const process of this.#running.keys()) process.stop(signal)
  }

  #stopped(signal: StopSignal): Stopped {
    const { runs, again, outcomes } = this.#several
    const done = runs.length - jobsLeft(runs, outcomes).length
    return new Stopped(signal, `stopped by ${signal}, ${done} of ${runs.length} runs done; ${again} goes on`)
  }
}

/** Whether a run was stopped as it was asked to. */
function isStop({ code, signal }: Exit): boolean {
  return Object.entries(STOP_SIGNALS).some(([name, number]) => signal === name || code === number)
}

/** What a process said last of what was wrong. */
function reasonOf({ code, signal, lines }: Exit): string {
  const error = lines.findLast((line) => line.startsWith('error: '))
  if (error !== undefined) return error.slice('error: '.length)
  return signal === null ? `ended with exit code ${code}` : `ended by ${signal}`
}

/** Waits until no other process holds a run's folder. @throws FileError where one still does */
async function untilFree(folder: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    try {
      return await (await lock(folder)).release()
    } catch (error) {
      if (!(error instanceof FileError) || waited >= PATIENCE) throw error
    }
    await pause(100)
  }
}
