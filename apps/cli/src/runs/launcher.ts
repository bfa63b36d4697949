import type { StopSignal } from '../exit.js'

/** How a process ended that trained a run. */
export interface Exit {
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What it said about what went on and what went wrong, a line each. */
  readonly lines: readonly string[]
}

/** A process while it trains a run. */
export interface TrainingProcess {
  /** @throws WorkerLost where the rank is lost that it is on */
  readonly ended: Promise<Exit>
  /** Asks it to stop: it saves a checkpoint first. */
  stop(signal: NodeJS.Signals): void
  /** Ends it where it is. */
  kill(): void
}

/**
 * Where the processes of several runs are: on the cores of this machine (local-processes.ts), which is rank 0, or on those of
 * all ranks of a job (ranks/rank-processes.ts).
 */
export interface Launcher {
  /** [ranks]: the cores that the processes of each share. */
  readonly cores: readonly number[]
  /**
   * Waits until no process holds the folders of runs, left by a command that was killed.
   * @throws FileError where one still does
   */
  untilFree(folders: readonly string[]): Promise<void>
  /** Starts `antigrad` with these words on a rank: `['train', '--data=mnist', …]`. */
  start(words: readonly string[], rank: number): TrainingProcess
  /** From here on `stop` is called where another rank was asked to stop, or has been. */
  onStop(stop: (signal: StopSignal) => void): void
}
