import type { Roster } from './mesh.js'

/** What the thread that watches over the other ranks is asked for. */
export type Ask =
  /** To connect with the other ranks and begin to watch. */
  | { readonly kind: 'begin'; readonly roster: Roster }
  /** To tell the others that this rank ends the job, and with what exit code. */
  | { readonly kind: 'end'; readonly code: number }
  /** To say goodbye, and to wait for the end of rank 0. */
  | { readonly kind: 'part' }

/** What each ask is answered with. */
export interface Answers {
  /** What keeps ranks from connecting; nothing where they are connected. */
  readonly begin: string | undefined
  readonly end: undefined
  readonly part: undefined
}

/** What the thread tells unasked: which rank is lost, and how it knows. */
export interface Told {
  readonly lost: string
}

/** What the thread is started with. */
export interface WatchData {
  readonly words: Int32Array
}

/** Where each int32 word lies that it shares with the main thread. */
export const WATCH_WORD = {
  /** Not 0: the other ranks have been told that this one ends the job. */
  told: 0,
} as const
