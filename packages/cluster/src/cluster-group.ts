import type { RankGroup } from '@antigrad/parallel'

/**
 * The processes of an MPI job, as one of them sees it. Each watches over the others: where one is silent for 6 s, or its process
 * ends without `finish`, whatever the others wait for ends with `WorkerLost`, and so does a run's `lost`; whoever has not called
 * `abort` 2 s later is ended, with exit code 5.
 */
export interface ClusterGroup extends RankGroup {
  /** The name and version of the MPI library. */
  readonly version: string
  /**
   * What every rank has to say, by its rank. All ranks call it, and each waits for the slowest.
   * @throws WorkerLost where another rank is lost
   */
  gatherTexts(text: string): Promise<string[]>
  /**
   * Ends MPI, when all ranks have come to it. On others than rank 0 it waits until the process of rank 0 has ended, 5 s at
   * most: launchers end all ranks when one has left with an error, and rank 0 may have something to say.
   * @throws WorkerLost where another rank is lost
   */
  finish(): Promise<void>
  /**
   * Ends all ranks at once, as far as the launcher reaches them, this one included. It waits for nothing, so that it may be
   * called in a listener of the process's `exit`.
   */
  abort(code: number): never
}
