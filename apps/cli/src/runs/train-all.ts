import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { EXIT } from '@antigrad/command'
import { BadInput, FileError, UsageError, WorkerLost } from '@antigrad/core'
import { RUN_FILES } from '@antigrad/store'
import { STOP_SIGNALS, Stopped, type StopSignal } from '../exit.js'
import { StopRequest } from '../run/stop.js'
import type { Exit, Launcher, TrainingProcess } from './launcher.js'
import { type Outcome, outcomeOf } from './outcome.js'
import type { Job, PlannedRun } from './plan.js'

/** Milliseconds in which what another machine has written is seen, on a file system that both share. */
const TIME_TO_SHOW = 5000

/** The most workers of a run, and those that each has; undefined for as many as there are cores left. */
export interface ThreadsOfEach {
  readonly most: number
  readonly each: number | undefined
}

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
  readonly threads: ThreadsOfEach
  /** Called when a run has come to its end. */
  readonly onEnd: (run: Job, outcome: Outcome, lines: readonly string[]) => void
  /** What the command is called that goes on: `antigrad train --resume runs/iris-64`. */
  readonly again: string
}

/** A process that trains a run. */
interface Running {
  readonly rank: number
  readonly threads: number
  /** Resolves when what it came to has been taken. */
  readonly ended: Promise<void>
}

/**
 * Trains several runs side by side, each by a process, and goes on with those that were begun before. One
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
  readonly #running = new Map<TrainingProcess, Running>()
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
    stop.listen((signal) => this.#stopAll(signal))
    this.#several.launcher.onStop((signal) => stop.ask(signal))
    // A second signal ends this process at once, and nobody else would end the others.
    const killAll = (): void => {
      for (const process of this.#running.keys()) process.kill()
    }
    process.once('exit', killAll)
    try {
      await this.#untilFree()
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

  /** Waits for processes that a command has left that was killed. @throws FileError */
  async #untilFree(): Promise<void> {
    const { path, launcher } = this.#several
    const folders = this.#waiting.map(({ name }) => join(path, name))
    await launcher.untilFree(folders.filter(isBegun))
  }

  /** Begins as many runs as there are cores for. */
  async #begin(): Promise<void> {
    const { threads } = this.#several
    for (;;) {
      const [next] = this.#waiting
      const free = this.#freeCores()
      const most = Math.max(...free)
      const rank = free.indexOf(most)
      const isIdle = ![...this.#running.values()].some((process) => process.rank === rank)
      if (next === undefined || (most < 1 && !isIdle)) return
      const all = free.reduce((sum, cores) => sum + Math.max(0, cores), 0)
      const share = Math.max(1, Math.min(threads.most, most, Math.floor(all / this.#waiting.length)))
      const own = threads.each ?? share
      if (own > most && !isIdle) return
      this.#waiting.shift()
      this.#start(next, own, rank)
    }
  }

  /** [ranks] */
  #freeCores(): number[] {
    const free = [...this.#several.launcher.cores]
    for (const { rank, threads } of this.#running.values()) free[rank] -= threads
    return free
  }

  #start(run: Job, threads: number, rank: number): void {
    const { path, flags, launcher } = this.#several
    const folder = join(path, run.name)
    const what = isBegun(folder) ? [`--resume=${folder}`] : [...run.flags, `--out=${folder}`]
    const until = run.until === undefined ? [] : [`--until=${run.until}`]
    const words = ['train', ...what, `--threads=${threads}`, ...until, ...flags, '--quiet', '--no-mpi']
    const process = launcher.start(words, rank)
    const ended = process.ended
      .then((exit) => this.#end(run, exit))
      .catch((error) => this.#fail(error))
      .finally(() => this.#running.delete(process))
    this.#running.set(process, { rank, threads, ended })
  }

  async #end(run: Job, exit: Exit): Promise<void> {
    const { outcomes, onEnd } = this.#several
    const outcome = await this.#outcomeAfter(run, exit)
    outcomes.set(run.name, outcome)
    if (outcome.state !== 'unfinished') onEnd(run, outcome, exit.lines)
    if (outcome.state !== 'unfinished' || (this.#stopping && isStop(exit))) return
    const reason = `${run.name}: ${reasonOf(exit)}`
    if (exit.code === 2) this.#fail(new UsageError(reason))
    else if (exit.code === 3) this.#fail(new BadInput(reason))
    else if (exit.code === 6) this.#fail(new FileError(`${reason}; ${this.#several.again} goes on`))
    else this.#lost.push(reason)
  }

  /** @throws FileError where this rank does not see what the run came to */
  async #outcomeAfter(run: Job, { code }: Exit): Promise<Outcome> {
    const { path } = this.#several
    const folder = join(path, run.name)
    const isDone = code === EXIT.done || code === EXIT.diverged
    for (let waited = 0; ; waited += 100) {
      const outcome = await outcomeOf(folder)
      if (!isDone || jobsLeft([run], new Map([[run.name, outcome]])).length === 0) return outcome
      if (waited >= TIME_TO_SHOW) break
      await pause(100)
    }
    throw new FileError(`${folder}: expected what the run came to, found nothing: ranks share a file system`)
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

/** Whether a folder holds a run to go on with. */
function isBegun(folder: string): boolean {
  return [RUN_FILES.config, RUN_FILES.checkpoint, RUN_FILES.previous].some((name) =>
    existsSync(join(folder, name)),
  )
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
