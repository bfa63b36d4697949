import type { Messages } from '@antigrad/cluster'
import { FileError, WorkerLost } from '@antigrad/core'
import type { StopSignal } from '../../exit.js'
import type { Exit, Launcher, TrainingProcess } from '../launcher.js'
import type { LocalProcesses } from '../local-processes.js'
import type { Order, Report } from './messages.js'

/** Who waits for what another rank is to report. */
interface Waiting<Value> {
  readonly rank: number
  resolve(value: Value): void
  reject(error: Error): void
}

/** Processes of all ranks of a job, as rank 0 has them: its own, and those that others start for it (serve-runs.ts). */
export class RankProcesses implements Launcher {
  readonly cores: readonly number[]
  readonly #local: LocalProcesses
  readonly #messages: Messages
  readonly #processes = new Map<number, Waiting<Exit>>()
  #freeing: Waiting<void>[] = []
  #nextId = 0
  #signal: StopSignal | undefined
  #stop: ((signal: StopSignal) => void) | undefined
  #lost: WorkerLost | undefined

  /**
   * @param local those of rank 0
   * @param cores [ranks]: of each
   */
  constructor(local: LocalProcesses, cores: readonly number[], messages: Messages) {
    this.#local = local
    this.cores = cores
    this.#messages = messages
  }

  /** Whether a rank is lost: then there is no ending the job together. */
  get hasLost(): boolean {
    return this.#lost !== undefined
  }

  /** Takes what another rank says: nothing when its connection has ended. */
  take(rank: number, report: Report | undefined): void {
    if (report === undefined) this.#lose(rank)
    else if (report.kind === 'ended') this.#take(report.id)?.resolve(report.exit)
    else if (report.kind === 'freed') this.#takeFreed(rank, report.problem)
    else if (this.#stop) this.#stop(report.signal)
    else this.#signal = report.signal
  }

  async untilFree(folders: readonly string[]): Promise<void> {
    if (folders.length === 0) return
    const others = this.#others().map((rank) => {
      const freed = new Promise<void>((resolve, reject) => this.#freeing.push({ rank, resolve, reject }))
      this.#send(rank, { kind: 'free', folders })
      return freed
    })
    // A lock that a process has left can be told from one that is held on the machine of that process alone.
    await Promise.all([this.#local.untilFree(folders), ...others])
  }

  start(words: readonly string[], rank: number): TrainingProcess {
    if (rank === 0) return this.#local.start(words)
    const id = this.#nextId++
    const ended = new Promise<Exit>((resolve, reject) => {
      if (this.#lost) reject(this.#lost)
      else this.#processes.set(id, { rank, resolve, reject })
    })
    this.#send(rank, { kind: 'start', id, words })
    return {
      ended,
      stop: (signal) => this.#send(rank, { kind: 'stop', id, signal }),
      kill: () => this.#send(rank, { kind: 'kill', id }),
    }
  }

  onStop(stop: (signal: StopSignal) => void): void {
    this.#stop = stop
    if (this.#signal) stop(this.#signal)
  }

  /** Tells the other ranks that no more is to come, and with what code the job ends. */
  end(code: number): void {
    for (const rank of this.#others()) this.#send(rank, { kind: 'end', code })
  }

  #others(): number[] {
    return this.cores.map((_, rank) => rank).slice(1)
  }

  #send(rank: number, order: Order): void {
    this.#messages.send(rank, order)
  }

  #take(id: number): Waiting<Exit> | undefined {
    const waiting = this.#processes.get(id)
    this.#processes.delete(id)
    return waiting
  }

  #takeFreed(rank: number, problem: string | undefined): void {
    for (const waiting of this.#freeing.filter((each) => each.rank === rank)) {
      if (problem === undefined) waiting.resolve()
      else waiting.reject(new FileError(problem))
    }
    this.#freeing = this.#freeing.filter((each) => each.rank !== rank)
  }

  #lose(rank: number): void {
    this.#lost ??= new WorkerLost(`rank ${rank} is lost: its connection has ended`)
    for (const waiting of this.#freeing.splice(0)) waiting.reject(this.#lost)
    for (const [id, waiting] of this.#processes) {
      if (waiting.rank === rank) this.#take(id)?.reject(this.#lost)
    }
  }
}
