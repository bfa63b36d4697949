import type { Random } from '@antigrad/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { optionOf } from '../../hyperparameters/flags.js'
import { type AnyHyperparameter, entries } from '../../hyperparameters/table.js'
import { drawFrom, type NumberRange, rangeIn } from './number-range.js'

/** What a hyperparameter is in a sweep: values, of which each run has one; or a range that they are drawn from. */
export type Swept =
  | { readonly kind: 'values'; readonly values: readonly unknown[] }
  | { readonly kind: 'range'; readonly range: NumberRange }

/** What each hyperparameter is in a sweep, by its key: those that are asked for. */
export type SweptByKey = ReadonlyMap<string, Swept>

/** Gives a command a flag for every hyperparameter that takes one value or several, or a range. */
export function addSwept(command: Command): void {
  for (const [, entry] of entries()) {
    const { flags, description, argChoices } = optionOf(entry)
    const option = new Option(flags.replace(/([>\]])$/, '...$1'), description)
    option.helpGroup(`${entry.group}:`)
    if (argChoices) option.choices(argChoices)
    command.addOption(option.argParser((text: string, before?: Swept) => sweptBy(entry, text, before)))
  }
}

/** The values so far with one more. @throws InvalidArgumentError for one that the hyperparameter does not take */
function sweptBy(entry: AnyHyperparameter, text: string, before: Swept | undefined): Swept {
  const { parse, write } = entry.values
  const range = rangeIn(text, (each) => takes(entry, each))
  if (before?.kind === 'range' || (range && before)) {
    throw new InvalidArgumentError('Expected one range, or values.')
  }
  if (range) return { kind: 'range', range }
  const value = parse(text)
  const values = before?.values ?? []
  const isNew = values.every((each) => write(each) !== write(value))
  return { kind: 'values', values: isNew ? [...values, value] : values }
}

function takes({ values }: AnyHyperparameter, text: string): boolean {
  try {
    values.parse(text)
    return true
  } catch {
    return false
  }
}

/** What the flags of a command ask for, as commander reads them; a flag without a value is one that is true. */
export function sweptIn(flags: object): SweptByKey {
  const found = entries().flatMap(([key]): [string, Swept][] => {
    const value = (flags as Record<string, Swept | boolean | undefined>)[key]
    if (value === undefined) return []
    return [[key, typeof value === 'boolean' ? { kind: 'values', values: [value] } : value]]
  })
  return new Map(found)
}

/** One of the values, by chance. */
export function drawValue(entry: AnyHyperparameter, swept: Swept, random: Random): unknown {
  if (swept.kind === 'range') return entry.values.parse(drawFrom(swept.range, random))
  return swept.values[random.integer(swept.values.length)]
}
