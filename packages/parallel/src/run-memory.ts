import { type Arena, allocateWorkspace, type Workspace, type WorkspacePlan } from '@antigrad/core/internal'
import { allocateControl } from './control.js'
import type { Division, DivisionMemory } from './divisions/division.js'

/** All that is in the memory of a run. */
export interface RunMemory {
  /** The control words: see control.ts. */
  readonly words: Int32Array
  readonly workspace: Workspace
  /** What the division of the run needs besides. */
  readonly memory: DivisionMemory
}

/** The views of a run, the next parts of `arena`: the same on every thread. */
export function allocateRun(
  arena: Arena,
  plan: WorkspacePlan,
  division: Division,
  workers: number,
): RunMemory {
  const words = allocateControl(arena, workers)
  const workspace = allocateWorkspace(arena, plan)
  return { words, workspace, memory: division.allocate(arena, workspace, workers) }
}
