import type { Json } from '@antigrad/core/internal'
import { type Checkpoint, type RunFolder, readCheckpoint, readConfig, type Validate } from '@antigrad/store'

/** What a run needs of its folder. */
export type RunStorage = Pick<
  RunFolder,
  | 'path'
  | 'writeConfig'
  | 'readConfig'
  | 'saveModel'
  | 'saveReport'
  | 'saveCheckpoint'
  | 'readCheckpoint'
  | 'appendLog'
  | 'readLog'
  | 'close'
>

/** A run's folder as all ranks but the leader have it: they read what rank 0 has saved, and write nothing. */
export class FollowerFolder implements RunStorage {
  /** Where it is; of a new run empty, until rank 0 has said where it comes to lie. */
  path: string
  readonly #validate: Validate

  /** @param validate tells a whole checkpoint from a damaged one */
  constructor(path: string, validate: Validate) {
    this.path = path
    this.#validate = validate
  }

  readConfig(): Promise<Json | undefined> {
    return readConfig(this.path)
  }

  readCheckpoint(): Promise<Checkpoint | undefined> {
    return readCheckpoint(this.path, this.#validate)
  }

  async readLog(): Promise<Json[]> {
    return []
  }

  async writeConfig(): Promise<void> {}
  async saveModel(): Promise<void> {}
  async saveReport(): Promise<void> {}
  async saveCheckpoint(): Promise<void> {}
  async appendLog(): Promise<void> {}
  async close(): Promise<void> {}
}
