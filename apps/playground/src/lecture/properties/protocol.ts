/** What the page tells the worker. */
export type ToWorker =
  | { readonly type: 'train'; readonly table: string; readonly order: number }
  | { readonly type: 'stop' }

/** What the network is like after a stage of its training. */
export interface FromWorker {
  /** Of the message that it answers. */
  readonly order: number
  /** Part of the training that is done, 0 … 1. */
  readonly part: number
  /** Its values at the places of the plot, in the table's units. */
  readonly curve: Float64Array
  /** Its values at the rows that it never sees. */
  readonly unseen: Float64Array
}
