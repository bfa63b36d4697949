import type { StrategyName } from '@antigrad/parallel/settings'
import type { Values } from './values.js'

/** Where the help lists a hyperparameter. */
export type Group = 'Data' | 'Network' | 'Training' | 'Validation' | 'Execution'

/**
 * What one hyperparameter is, in one place: how it is asked for, checked, kept, and shown. Its key in the table
 * (table.ts) is its key in `config.json`, in a model's description, and among the flags as commander reads them.
 * @template Asked what a flag may ask for
 * @template Kept what a run keeps: what was asked for, unless that leaves a choice to the machine
 */
export interface Hyperparameter<Asked, Kept extends Asked = Asked> {
  /** Its flag as commander takes it: `--batch-size <n>`; of two names, `--lr, --learning-rate <rate>`, messages have the first. */
  readonly flag: string
  readonly group: Group
  /** For the help, which adds the default. */
  readonly help: string
  readonly values: Values<Asked, Kept>
  /** What a run takes that was asked for nothing; a hyperparameter without one may be missing in a config. */
  readonly default?: Default<Asked>
  /** Of the options of a table, which a config keeps in its `table`. */
  readonly within?: 'table'
  /** What the configs mean that are older than the hyperparameter. Absent for those that every config has. */
  readonly before?: Kept
  /** Whether a run that goes on may be asked for another value. */
  readonly resume: 'fixed' | 'free'
  /** Whether it decides the weights of such a run; it always does unless said otherwise. */
  decides?(config: { readonly strategy: StrategyName }): boolean
  /** What a report calls it; nothing where it has no line of its own. */
  readonly label?: string
  /** How a report shows it, where not as its flag takes it. */
  show?(kept: Kept, facts: RunFacts): string
}

/** What is taken unless something is asked for: that of the run's recipe, for its kind of data. */
export interface Default<Asked> {
  readonly value: Asked
  /** Of a table, where that is another. */
  readonly table?: Asked
  /** Of a folder of images, where that is another. */
  readonly images?: Asked
  /** Of the recipe `modern`, where that is another. */
  readonly modern?: Omit<Default<Asked>, 'modern' | 'with' | 'of'>
  /** The key of the hyperparameter without which there is no default: `patience`. */
  readonly with?: string
  /** What follows from the hyperparameters before this one in the table, where they are not the recipe's own. */
  of?(asked: object, otherwise: Asked): Asked
}

/** What a report knows of a run when it shows one of its hyperparameters. */
export interface RunFacts {
  /** Units of the input and of each layer. */
  readonly sizes: readonly number[]
  /** Epochs done. */
  readonly epochs: number
  /** The epoch whose weights were kept, where the run had patience. */
  readonly bestEpoch?: number
  readonly config: { readonly epochs: number; readonly threads: number }
}
