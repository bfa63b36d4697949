import { ranks } from './divisions/ranks.js'
import { concludeEvaluation, concludeTraining } from './ranks/conclude.js'
import { allocateExchange } from './ranks/exchange-memory.js'
import { openExchange } from './ranks/open-exchange.js'
import { RequestedExchange } from './ranks/rank-exchange.js'
import type { Ranks } from './ranks/ranks.js'

export const RANKS: Ranks | undefined = {
  division: ranks,
  allocateExchange,
  joinExchange: (memory, member, isOver, signs) => new RequestedExchange(memory, member, isOver, signs),
  concludeTraining,
  concludeEvaluation,
  openExchange,
}
