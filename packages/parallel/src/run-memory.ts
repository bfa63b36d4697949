import { type Arena, allocateWorkspace, type Workspace, type WorkspacePlan } from '@antigrad/core/internal'
import { RANKS } from '#ranks'
import { allocateControl } from './control.js'
import { allocateDecisions } from './decisions.js'
import type { Division, DivisionMemory } from './divisions/division.js'
import type { ExchangeMemory } from './ranks/exchange-memory.js'
import type { Member } from './ranks/group.js'

/** How so many workers, those of lower rank, take steps. */
export interface Team {
  readonly workers: number
  readonly division: Division
}

/** All that is in the memory of a run. */
export interface RunMemory {
  /** The control words: see control.ts. */
  readonly words: Int32Array
  /** What worker 0 decides: see decisions.ts. */
  readonly decisions: Int32Array
  readonly workspace: Workspace
  /** What is exchanged with other processes, where several train together. */
  readonly exchange: ExchangeMemory | undefined
  /** For each team, what its division needs besides. */
  readonly memories: readonly DivisionMemory[]
}

/**
 * The views of a run, the next parts of `arena`: the same on every thread.
 * @param teams the last has all workers
 * @param member of several processes that train together, which this one is
 */
export function allocateRun(
  arena: Arena,
  plan: WorkspacePlan,
  teams: readonly Team[],
  member?: Member,
): RunMemory {
  const words = allocateControl(arena, teams[teams.length - 1].workers)
  const decisions = allocateDecisions(arena)
  const workspace = allocateWorkspace(arena, plan)
  const exchange = member && RANKS?.allocateExchange(arena, workspace, member)
  const memories = teams.map(({ division, workers }) => division.allocate(arena, workspace, workers))
  return { words, decisions, workspace, exchange, memories }
}
