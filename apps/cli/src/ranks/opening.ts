import type { Job } from './job.js'

/** The ranks of a job while they open a run. */
export interface Opening {
  readonly job: Job
  /**
   * Tells all ranks a text; all call it as often as each other.
   * @returns what every rank has told, by its rank
   * @throws RanksFailed where another rank cannot open the run
   */
  tell(text: string): Promise<string[]>
}
