import { UsageError } from '@antigrad/core'
import { type Command, Option } from 'commander'
import type { Asked, TableAsked } from '../run/config.js'
import { isTable } from '../run/data.js'
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

/** ` (default: 128; of a .csv file 16)` */
function defaultText({ default: fallback, values }: AnyHyperparameter): string {
  if (!fallback || fallback.with !== undefined) return ''
  const table = fallback.table === undefined ? '' : `; of a .csv file ${values.write(fallback.table)}`
  return ` (default: ${values.write(fallback.value)}${table})`
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
  if (table.label === undefined) {
    throw new UsageError(`${flagOf(HYPERPARAMETERS[first as keyof TableAsked])}: expected with --label`)
  }
  return { ...own, table: table as unknown as TableAsked }
}

/** What is asked of a new run, with the defaults for its data. */
export function withDefaults(stated: Partial<Asked>): Asked {
  const ofTable = isTable(stated.data ?? HYPERPARAMETERS.data.default.value)
  const asked: Record<string, unknown> = {}
  for (const [key, entry] of entries()) {
    const value = valueIn(stated, key, entry) ?? defaultOf(entry, stated, ofTable)
    if (entry.within === undefined && value !== undefined) asked[key] = value
  }
  return { ...asked, ...stated } as Asked
}

function defaultOf({ default: fallback }: AnyHyperparameter, stated: object, ofTable: boolean): unknown {
  if (fallback?.with !== undefined && !Object.hasOwn(stated, fallback.with)) return undefined
  return ofTable ? (fallback?.table ?? fallback?.value) : fallback?.value
}
