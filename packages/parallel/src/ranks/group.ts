import type { Kernels, SharedMemory, WasmModule, WorkspacePlan } from '@antigrad/core/internal'

/** Which of the processes that train one network together this one is. */
export interface Member {
  /** 0 … `ranks` − 1. */
  readonly rank: number
  readonly ranks: number
}

/**
 * The processes of a job that train one network together, as one of them sees it: each has memory and workers of its own and
 * takes some rows of every minibatch. What crosses between them goes through a thread of each that calls `serve`.
 */
export interface RankGroup extends Member {
  /** Ranks that share the cores of this one, itself included. */
  readonly localRanks: number
  /**
   * Has a thread serve a run. All ranks open the same runs in the same order, one at a time.
   * @returns when the thread waits for what the run asks of it
   */
  open(task: ExchangeTask): Promise<Exchange>
}

/** The exchange of one run, seen from the main thread. */
export interface Exchange {
  /** Rejects where another rank, or the thread, is lost; it never resolves. */
  readonly lost: Promise<never>
  /**
   * Called when the workers have left. Resolves when the thread has returned from `serve`, or soon where it never will because
   * the run was given up while ranks exchanged.
   */
  close(): Promise<void>
}

/** What the thread that serves a run is sent, once. Plain values: everything else is in the shared memory. */
export interface ExchangeTask {
  readonly memory: SharedMemory
  readonly kernels: Kernels['name']
  /** Theirs, compiled; nothing for plain ones. */
  readonly module: WasmModule | undefined
  readonly plan: WorkspacePlan
  readonly member: Member
  /** As the workers have them: what lies where in memory follows from them. */
  readonly teams: readonly { readonly workers: number; readonly division: string }[]
}
