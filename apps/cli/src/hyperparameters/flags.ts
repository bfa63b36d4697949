import { UsageError } from '@antigrad/core'
import { DIGITS } from '@antigrad/data'
import { type Command, Option } from 'commander'
import type { Asked, TableAsked } from '../run/config.js'
import { isTable } from '../run/data.js'
import type { Default } from './hyperparameter.js'
import { type ChosenRecipe, recipeOfDigits } from './recipe.js'
import { type AnyHyperparameter, entries, flagOf, HYPERPARAMETERS, valueIn } from './table.js'

/** Gives a command a flag for every hyperparameter, in groups. */
export function addHyperparameters(command: Command): void {
  for (const [, entry] of entries()) command.addOption(optionOf(entry))
}

/** The flag of a hyperparameter, for a command that has some of them alone. */
export function optionOf(entry: AnyHyperparameter): Option {
  const { flag, group, help, values } = entry
  const option = new Option(flag, `${help}${defaultText(entry)}`).helpGroup(`${group}:`)
  return values.choices ? option.choices(values.choices) : option.argParser(values.parse)
}

/** ` (default: 128; of a table 16; modern: 256)` */
function defaultText({ default: fallback, values }: AnyHyperparameter): string {
  if (!fallback || fallback.with !== undefined) return ''
  const { modern } = fallback
  const kinds = ({ value, table, images }: Omit<Default<unknown>, 'modern'>): string =>
    [
      values.write(value),
      ...(images === undefined ? [] : [`of a folder of images ${values.write(images)}`]),
      ...(table === undefined ? [] : [`of a table ${values.write(table)}`]),
    ].join('; ')
  return modern
    ? ` (lecture: ${kinds(fallback)}; modern: ${kinds(modern)})`
    : ` (default: ${kinds(fallback)})`
}

/**
 * What the flags of a command ask of a run.
 * @param flags as commander reads them; others among them are left alone
 * @throws UsageError where they do not belong together
 */
export function statedBy(flags: object): Partial<Asked> {
  const own: Record<string, unknown> = {}
  const table: Record<string, unknown> = {}
  for (const [key, { within }] of entries()) {
    const value = (flags as Record<string, unknown>)[key]
    if (value !== undefined) (within === undefined ? own : table)[key] = value
  }
  const [first] = Object.keys(table)
  if (first === undefined) return own
  // A model that a run begins with says what is learned of its table.
  if (table.label === undefined && own.from === undefined) {
    throw new UsageError(`${flagOf(entryOf(first))}: expected with --label`)
  }
  return { ...own, table: table as unknown as TableAsked }
}

/**
 * The flags that ask for this, each with the text of its value; of one that takes none an empty one.
 * @param counts whether a hyperparameter is to be asked for; all are unless said otherwise
 */
export function flagsFor(
  asked: object,
  counts: (entry: AnyHyperparameter) => boolean = () => true,
): [flag: string, text: string][] {
  return entries().flatMap(([key, entry]): [string, string][] => {
    const value = valueIn(asked, key, entry)
    return value === undefined || !counts(entry) ? [] : [[flagOf(entry), entry.values.write(value)]]
  })
}

/** The same as words of a command line: `--hidden=128,64`. */
export function wordsFor(asked: object): string[] {
  return flagsFor(asked).map(([flag, text]) => (text === '' ? flag : `${flag}=${text}`))
}

function entryOf(key: string): AnyHyperparameter {
  const found = entries().find(([own]) => own === key)
  if (!found) throw new Error(`no hyperparameter is called ${key}`)
  return found[1]
}

/** What is asked of a new run, with the defaults of its recipe for its data. */
export function withDefaults(stated: Partial<Asked>): Asked {
  const kind = kindOfData(stated.data ?? HYPERPARAMETERS.data.default.value)
  const recipe = stated.recipe ?? chosenRecipe(stated).name
  const asked: Record<string, unknown> = {}
  for (const [key, entry] of entries()) {
    const value =
      key === 'recipe'
        ? recipe
        : (valueIn(stated, key, entry) ?? defaultOf(entry, { stated, asked, recipe, kind }))
    if (entry.within === undefined && value !== undefined) asked[key] = value
  }
  return { ...asked, ...stated } as Asked
}

/** The recipe of a run that asks for none. */
export function chosenRecipe(stated: Partial<Asked>): ChosenRecipe {
  const kind = kindOfData(stated.data ?? HYPERPARAMETERS.data.default.value)
  return kind === 'digits' ? recipeOfDigits(stated) : { name: ofKind(HYPERPARAMETERS.recipe.default, kind) }
}

/** The kinds of data that have defaults of their own. */
type DataKind = 'digits' | 'images' | 'table'

function kindOfData(data: string): DataKind {
  return isTable(data) ? 'table' : DIGITS.includes(data) ? 'digits' : 'images'
}

interface Situation {
  readonly stated: object
  /** The values of the hyperparameters before, defaults too. */
  readonly asked: object
  readonly recipe: string
  readonly kind: DataKind
}

function defaultOf({ default: fallback }: AnyHyperparameter, situation: Situation): unknown {
  const { stated, asked, recipe, kind } = situation
  if (!fallback || (fallback.with !== undefined && !Object.hasOwn(stated, fallback.with))) return undefined
  const value = ofKind(recipe === 'modern' && fallback.modern ? fallback.modern : fallback, kind)
  return fallback.of ? fallback.of(asked, value) : value
}

function ofKind<Value>({ value, table, images }: Default<Value>, kind: DataKind): Value {
  return (kind === 'table' ? table : kind === 'images' ? images : undefined) ?? value
}
