import type { Ranks } from './ranks/ranks.js'

/** A page has no other processes to train with. */
export const RANKS: Ranks | undefined = undefined
