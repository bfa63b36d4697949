import type { RunConfig } from '../run/config.js'
import type { RunState } from '../run/state.js'
import type { Job } from './job.js'

/** What a rank has opened, before it changes anything in the folder of the run. */
export interface OpenedAlike {
  readonly config: RunConfig
  /** Where the run stands; absent for one that begins. */
  readonly state?: RunState | undefined
}

/** The ranks of a job while they open a run. */
export interface Opening {
  readonly job: Job
  /**
   * Tells all ranks a text; all call it as often as each other.
   * @returns what every rank has told, by its rank
   * @throws RanksFailed where another rank cannot open the run
   */
  tell(text: string): Promise<string[]>
  /**
   * Called by all ranks, once they have opened it.
   * @throws RanksFailed where another rank cannot open the run, or has opened another one
   */
  agree(opened: OpenedAlike): Promise<void>
}
