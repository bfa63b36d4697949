/** How a process ended that trained a run. */
export interface Exit {
  /** Its exit code; null where a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** What it said about what went on and what went wrong, a line each. */
  readonly lines: readonly string[]
}

/** A run that is being trained by a process of its own. */
export interface TrainingProcess {
  readonly ended: Promise<Exit>
  /** Asks it to stop: it saves a checkpoint first. */
  stop(signal: NodeJS.Signals): void
  /** Ends it where it is. */
  kill(): void
}

/** Where the processes of several runs are: on the cores of this machine (local-processes.ts). */
export interface Launcher {
  /** Cores that they share. */
  readonly cores: number
  /** Starts `antigrad` with these words: `['train', '--data=mnist', …]`. */
  start(words: readonly string[]): TrainingProcess
}
