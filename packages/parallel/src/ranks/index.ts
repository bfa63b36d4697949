/** `@antigrad/parallel/ranks`: what a thread needs that exchanges for a run of several processes. */
export { Aborted } from '../barrier.js'
export { type Addition, additionsOf, type Subtree, subtreesOf } from '../divisions/subtrees.js'
export type { BranchSum, Collectives, Waiters } from './collectives.js'
export type { Exchange, ExchangeTask, Member, RankGroup } from './group.js'
export { serve } from './serve.js'
