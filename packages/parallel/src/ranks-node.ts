import { ranks } from './divisions/ranks.js'
import { concludeEvaluation, concludeTraining } from './ranks/conclude.js'
import { allocateExchange } from './ranks/exchange-memory.js'
import { RequestedExchange } from './ranks/rank-exchange.js'
import type { Ranks } from './ranks/ranks.js'
import { REQUEST, Requests } from './ranks/requests.js'

export const RANKS: Ranks | undefined = {
  division: ranks,
  allocateExchange,
  openExchange: (memory, member, isOver, signs) => new RequestedExchange(memory, member, isOver, signs),
  concludeTraining,
  concludeEvaluation,
  endExchange: ({ requests }) => new Requests(requests, () => true).post(REQUEST.quit),
}
