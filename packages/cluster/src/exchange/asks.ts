import type { ExchangeTask } from '@antigrad/parallel/ranks'

/** What the thread that exchanges is asked for. It does one after another and answers each once. */
export type Ask = { readonly kind: 'gather'; readonly text: string } | ServeAsk | { readonly kind: 'finish' }

/** Has the thread serve a run. */
export interface ServeAsk {
  readonly kind: 'serve'
  readonly task: ExchangeTask
  /** That this rank has: a fraction where ranks share cores. */
  readonly cores: number
}

/** What each ask is answered with. */
export interface Answers {
  readonly gather: string[]
  /** Also where the run was given up: who gave it up knows why. */
  readonly serve: undefined
  readonly finish: undefined
}

/** What MPI says when it has started. */
export interface Started {
  readonly rank: number
  readonly ranks: number
  /** Of the MPI library. */
  readonly version: string
}

/** What the thread is started with. */
export interface ThreadData {
  /** Of the MPI library: what it is loaded by. */
  readonly file: string
  /** See `LINK_WORD`. */
  readonly words: Int32Array
}
