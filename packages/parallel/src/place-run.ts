import {
  type Arena,
  placeShares,
  placeWorkspace,
  type Share,
  type Workspace,
  type WorkspacePlan,
} from '@antigrad/core/internal'
import { placeControl } from './control.js'

/** All that is in the memory of a run. */
export interface Run {
  /** The control words: see control.ts. */
  readonly words: Int32Array
  readonly workspace: Workspace
  /** [workers], or nothing where the workers do not train shares. */
  readonly shares: readonly Share[]
}

/** The views of a run, the same on every thread; on an arena without a buffer it says how many bytes they take. */
export function placeRun(arena: Arena, plan: WorkspacePlan): Run {
  const words = placeControl(arena, plan.workers)
  const workspace = placeWorkspace(arena, plan)
  return { words, workspace, shares: placeShares(arena, workspace) }
}
