import { DATA } from './data.js'
import { EXECUTION } from './execution.js'
import type { Hyperparameter } from './hyperparameter.js'
import { NETWORK } from './network.js'
import { PICTURES } from './pictures.js'
import { TABLES } from './tables.js'
import { TRAINING } from './training.js'
import { VALIDATION } from './validation.js'
import type { Values } from './values.js'

/**
 * Every hyperparameter of a run, in the order of the help. What asks for them, checks, keeps, repeats and shows them goes
 * by this table: one more is one entry, and what training makes of it (run/training-options.ts).
 */
export const HYPERPARAMETERS = {
  ...DATA,
  ...TABLES,
  ...PICTURES,
  ...NETWORK,
  ...TRAINING,
  ...VALIDATION,
  ...EXECUTION,
}

type Table = typeof HYPERPARAMETERS
type AskedOf<Entry> = Entry extends { values: Values<infer Asked, infer _> } ? Asked : never
type KeptOf<Entry> = Entry extends { values: Values<infer _, infer Kept> } ? Kept : never

/** The keys that a config holds itself, not in its `table`. */
type Own = { [K in keyof Table]: Table[K] extends { within: string } ? never : K }[keyof Table]
/** Of these, those that have a value in every run. */
type Always = {
  [K in Own]: Table[K] extends { default: infer D } ? (D extends { with: string } ? never : K) : never
}[Own]

/** What is asked of a run, but for its table. */
export type AskedValues = { readonly [K in Always]: AskedOf<Table[K]> } & {
  readonly [K in Exclude<Own, Always>]?: AskedOf<Table[K]>
}

/** What a run keeps, but for its table. */
export type KeptValues = { readonly [K in Always]: KeptOf<Table[K]> } & {
  readonly [K in Exclude<Own, Always>]?: KeptOf<Table[K]>
}

/** Any entry of the table: whoever goes through all of them takes their values as they come. */
export type AnyHyperparameter = Hyperparameter<unknown>

/** The entries and their keys, in the order of the help. */
export function entries(): [key: string, entry: AnyHyperparameter][] {
  return Object.entries(HYPERPARAMETERS)
}

/** The value in a config, or in what is asked of a run; undefined where it has none. */
export function valueIn(config: object, key: string, { within }: AnyHyperparameter): unknown {
  const holder: unknown = within === undefined ? config : (config as Record<string, unknown>)[within]
  return (holder as Record<string, unknown> | undefined)?.[key]
}

/** The flag as messages name it: the first of its names, `--lr`. */
export function flagOf({ flag }: AnyHyperparameter): string {
  return flag.split(/[ ,]/, 1)[0]
}
