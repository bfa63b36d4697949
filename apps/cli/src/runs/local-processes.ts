import type { Launcher, TrainingProcess } from './launcher.js'
import { RunProcess } from './run-process.js'
import { untilFree } from './until-free.js'

/** Processes on this machine. One whose run has ended well trains the next. */
export class LocalProcesses implements Launcher {
  readonly cores: readonly number[]
  #waiting: RunProcess[] = []

  /** @param cores that they share */
  constructor(cores: number) {
    this.cores = [cores]
  }

  async untilFree(folders: readonly string[]): Promise<void> {
    await Promise.all(folders.map(untilFree))
  }

  start(words: readonly string[]): TrainingProcess {
    this.#waiting = this.#waiting.filter(({ waits }) => waits)
    const process = this.#waiting.pop() ?? new RunProcess()
    const ended = process.train(words).finally(() => this.#waiting.push(process))
    return {
      ended,
      stop: (signal) => process.signal(signal),
      kill: () => process.signal('SIGKILL'),
    }
  }

  /** There is no other rank. */
  onStop(): void {}
}
