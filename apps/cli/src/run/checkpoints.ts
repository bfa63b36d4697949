import { setImmediate as othersFirst } from 'node:timers/promises'
import { Diverged } from '@antigrad/core'
import { allFinite } from '@antigrad/core/internal'
import type { Position } from '@antigrad/parallel'
import type { RunStorage } from '../ranks/follower-folder.js'
import { encodeState, type Meaning } from './checkpoint.js'
import type { RunConfig } from './config.js'
import type { Elapsed, Interval } from './interval.js'
import type { RunState } from './state.js'

/**
 * Saves checkpoints of a run while it goes on: one at a time, each on the disk before the next begins.
 * A failure is kept, and thrown by the next call of `settled` or `check`.
 */
export class Checkpoints {
  readonly #folder: RunStorage
  readonly #config: RunConfig
  readonly #meaning: Meaning
  readonly #interval: Interval
  #last: Elapsed
  #saving: Promise<void> | undefined
  #failure: { readonly error: unknown } | undefined
  /** Where the run stood at the last checkpoint on the disk; undefined where there is none. */
  saved: Position | undefined

  constructor(folder: RunStorage, config: RunConfig, meaning: Meaning, interval: Interval, begin: Elapsed) {
    this.#folder = folder
    this.#config = config
    this.#meaning = meaning
    this.#interval = interval
    this.#last = begin
  }

  /** Whether it is time for one, and none is being saved; or a failure waits to be seen. */
  due(now: Elapsed): boolean {
    const { unit, count } = this.#interval
    return this.#failure !== undefined || (!this.#saving && now[unit] - this.#last[unit] >= count)
  }

  /** Begins to save a copy of the run's state. The one before has settled. */
  begin(state: RunState, now: Elapsed): void {
    this.#last = now
    this.#saving = this.#save(state)
      .catch((error) => {
        this.#failure ??= { error }
      })
      .finally(() => {
        this.#saving = undefined
      })
  }

  /** @throws FileError, or Diverged, where saving failed */
  check(): void {
    if (this.#failure) throw this.#failure.error
  }

  /** Waits until what is being saved is on the disk. @throws as `check` */
  async settled(): Promise<void> {
    await this.#saving
    this.check()
  }

  async #save(state: RunState): Promise<void> {
    // The workers are set to work again before the copy is turned into a file.
    await othersFirst()
    if (!allFinite(state.network.parameters)) {
      throw new Diverged(
        `the weights are not finite; a learning rate below ${this.#config.learningRate} may help`,
      )
    }
    await this.#folder.saveCheckpoint(encodeState(this.#config, this.#meaning, state))
    this.saved = state.position
  }
}
