import { UsageError } from '@antigrad/core'
import type { Fold } from '../folds.js'
import type { TableLayout, TableText } from './find-columns.js'
import {
  checkCodes,
  MISSING_POLICIES,
  type MissingPolicy,
  UNKNOWN_POLICIES,
  type UnknownPolicy,
} from './missing.js'
import { SCALING_KINDS, type ScalingKind, TARGET_SCALINGS, type TargetScaling } from './scaling.js'
import type { TableForm, Task } from './table-form.js'

/** What is to be learned of a table. */
export interface TableOptions extends TableText {
  /** The columns to learn, by name or by number from 1. */
  readonly label: readonly string[]
  /** The columns to learn from. All others, where absent. */
  readonly features?: readonly string[] | undefined
  /** Columns to leave out, where the features are all others. */
  readonly ignore?: readonly string[] | undefined
  /** The column of numbers above 0 that say how much each row counts in training: no feature, and no label. */
  readonly sampleWeight?: string | undefined
  /** The column whose rows of one value stay together: all train, test or validate. No feature, and no label. */
  readonly group?: string | undefined
  /** Which fold of a cross-validation is tested. Absent where a part is held back once. */
  readonly fold?: Fold | undefined
  /** Columns whose numbers are names of kinds and not amounts, as postal codes are. */
  readonly categories?: readonly string[] | undefined
  /** `auto`, the default: seen from the label (`detectTask`). */
  readonly task?: Task | 'auto' | undefined
  /** How features are scaled; categories are not. `standard` where absent. */
  readonly scaling?: ScalingKind | undefined
  /** How numbers to learn are scaled. `sigmoid` where absent. */
  readonly targetScaling?: TargetScaling | undefined
  /**
   * Whether moments to learn from become inputs for the time of day, the weekday and the time of year too, where they span
   * enough; of `false` days alone, as in models that were made before. Absent for true.
   */
  readonly cycles?: boolean | undefined
  /** What marks decimals: seen from each column, where absent. */
  readonly decimal?: 'point' | 'comma' | undefined
  /** What becomes of missing values; they are refused, where absent. */
  readonly missing?: MissingPolicy | undefined
  /** What stands for a missing value, beside an empty cell; `?`, `NA`, `N/A`, `NaN`, `null`, `<NA>`, `#N/A` and `\\N`, where absent. */
  readonly naValues?: readonly string[] | undefined
  /** What becomes of categories that training had not seen; they are refused, where absent. */
  readonly unknown?: UnknownPolicy | undefined
  /**
   * That of a model which is to go on with this table: its columns, categories, classes, scaling and what it does about missing
   * values are taken, and what else is said of them does not count.
   */
  readonly form?: TableForm | undefined
  /** Takes a line, for people, about what was decided that could be otherwise. */
  readonly note?: ((line: string) => void) | undefined
}

/** The options with all that the form says, where there is one. */
export function optionsByForm<Options extends TableOptions>(options: Options): Options {
  const { form } = options
  if (!form) return options
  const { label, task, missing, naValues, unknown } = form
  const features = form.features.map(({ name }) => name)
  const stated = { label, features, task, missing, naValues, unknown }
  return { ...options, ...stated, ignore: undefined, categories: undefined, decimal: undefined }
}

/** What may be said of an option that has few values. */
const VALUES = {
  task: ['auto', 'classify', 'regress'],
  scaling: SCALING_KINDS,
  targetScaling: TARGET_SCALINGS,
  decimal: ['point', 'comma'],
  missing: MISSING_POLICIES,
  unknown: UNKNOWN_POLICIES,
} as const satisfies { readonly [name in keyof TableOptions]?: readonly TableOptions[name][] }

/** @throws UsageError for options that contradict each other, or have values that there are none of */
export function checkOptions(options: TableOptions): void {
  const { label, features, ignore, categories, task, naValues } = options
  for (const [name, values] of Object.entries(VALUES)) {
    const value = options[name as keyof typeof VALUES]
    if (value !== undefined && !(values as readonly string[]).includes(value)) {
      throw new UsageError(`${name}: expected one of ${values.join(', ')}, found '${value}'`)
    }
  }
  for (const [name, columns] of Object.entries({ label, features, ignore, categories, naValues })) {
    if (columns !== undefined && !Array.isArray(columns)) {
      throw new UsageError(`${name}: expected a list such as ['${columns}'], found '${columns}'`)
    }
  }
  if (label.length === 0)
    throw new UsageError('a table needs a label: expected the name or number of a column')
  checkCodes(naValues)
  const both = features?.find((column) => label.includes(column))
  if (both !== undefined)
    throw new UsageError(`expected features other than the label, found '${both}' in both`)
  const twice = [...label, ...(features ?? [])].find((column, index, all) => all.indexOf(column) !== index)
  if (twice !== undefined) throw new UsageError(`expected each column once, found '${twice}' twice`)
  if (features && ignore)
    throw new UsageError('expected features, or what to ignore of all others, found both')
  checkApart(options, 'sampleWeight', 'a column of sample weights')
  checkApart(options, 'group', 'a column of groups')
  const lost = ignore?.find((column) => label.includes(column))
  if (lost !== undefined) throw new UsageError(`expected to ignore others than the label, found '${lost}'`)
  const wrong = task === 'regress' && categories?.find((column) => label.includes(column))
  if (wrong) throw new UsageError(`a column of categories cannot be a number to learn: found '${wrong}'`)
}

/** @throws UsageError where a column that has a use of its own is asked for another one too */
function checkApart(options: TableOptions, key: 'sampleWeight' | 'group', what: string): void {
  const { label, features, ignore, categories, sampleWeight } = options
  const column = options[key]
  if (column === undefined) return
  const others = {
    label,
    features,
    ignore,
    categories,
    ...(key === 'group' && sampleWeight && { 'sample weights': [sampleWeight] }),
  }
  for (const [name, columns] of Object.entries(others)) {
    if (columns?.includes(column))
      throw new UsageError(`expected ${what} of its own, found '${column}' in ${name} too`)
  }
}

/** What can be said of the label only when it is known where its columns are: a name may hold commas. */
export function checkLabels({ names }: TableLayout, labels: readonly number[], { task }: TableOptions): void {
  if (task !== 'classify' || labels.length === 1) return
  const found = labels.map((place) => names[place]).join(', ')
  throw new UsageError(`to classify, expected one column of labels, found ${found}`)
}
