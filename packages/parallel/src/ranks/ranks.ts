import type { Arena, Workspace } from '@antigrad/core/internal'
import type { Division } from '../divisions/division.js'
import type { concludeEvaluation, concludeTraining } from './conclude.js'
import type { ExchangeMemory } from './exchange-memory.js'
import type { Member } from './group.js'
import type { openExchange } from './open-exchange.js'
import type { RankExchange, Signs } from './rank-exchange.js'

/** What a run of several processes takes beside that of one. A page has no other processes, and does not carry it. */
export interface Ranks {
  readonly division: Division
  allocateExchange(arena: Arena, workspace: Workspace, member: Member): ExchangeMemory
  /** The exchange as a worker sees it. */
  joinExchange(memory: ExchangeMemory, member: Member, isOver: () => boolean, signs: Signs): RankExchange
  readonly concludeTraining: typeof concludeTraining
  readonly concludeEvaluation: typeof concludeEvaluation
  readonly openExchange: typeof openExchange
}
