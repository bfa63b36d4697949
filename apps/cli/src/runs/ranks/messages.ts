import type { StopSignal } from '../../exit.js'
import type { Exit } from '../launcher.js'

/** What rank 0 tells another rank. */
export type Order =
  /** To wait until no process holds the folders of runs. */
  | { readonly kind: 'free'; readonly folders: readonly string[] }
  /** To start `antigrad` with these words, as the process that is called `id` from here on. */
  | { readonly kind: 'start'; readonly id: number; readonly words: readonly string[] }
  | { readonly kind: 'stop'; readonly id: number; readonly signal: NodeJS.Signals }
  | { readonly kind: 'kill'; readonly id: number }
  /** That all runs are done, or none will be: with what code the job ends. */
  | { readonly kind: 'end'; readonly code: number }

/** What another rank tells rank 0. */
export type Report =
  /** That the folders are free, or why they are not. */
  | { readonly kind: 'freed'; readonly problem?: string }
  | { readonly kind: 'ended'; readonly id: number; readonly exit: Exit }
  /** That it was asked to stop. */
  | { readonly kind: 'signal'; readonly signal: StopSignal }
