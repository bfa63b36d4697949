import { UsageError } from '@antigrad/core'
import { MOST_WORKERS } from '@antigrad/parallel/settings'
import { type Command, InvalidArgumentError } from 'commander'

/** Reads the text of a flag. Throws InvalidArgumentError, which says what was expected. */
export type Parser<T> = (text: string) => T

/** Units of a layer at most: memory ends long before. */
const MOST_UNITS = 2 ** 24

const DIGITS = /^\d+$/
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): Parser<number> {
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`
  return (text) => {
    const value = Number(text)
    if (DIGITS.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(`Expected a whole number ${range}.`)
  }
}

/** A finite number above `least`, and below `most` where it is given. */
export function numberBetween(least: number, most = Number.POSITIVE_INFINITY): Parser<number> {
  const range = most === Number.POSITIVE_INFINITY ? `above ${least}` : `above ${least} and below ${most}`
  return (text) => {
    const value = Number(text)
    if (DECIMAL.test(text) && Number.isFinite(value) && value > least && value < most) return value
    throw new InvalidArgumentError(`Expected a number ${range}.`)
  }
}

/** A finite number from `least`, and below `most` where it is given. */
export function numberFrom(least: number, most = Number.POSITIVE_INFINITY): Parser<number> {
  const range = most === Number.POSITIVE_INFINITY ? `from ${least}` : `from ${least} and below ${most}`
  return (text) => {
    const value = Number(text)
    if (DECIMAL.test(text) && Number.isFinite(value) && value >= least && value < most) return value
    throw new InvalidArgumentError(`Expected a number ${range}.`)
  }
}

/** Units of the hidden layers: `128,64`; `none` for no hidden layer. */
export function hiddenLayers(text: string): number[] {
  if (text === 'none') return []
  const sizes = text.split(',').map((size) => (DIGITS.test(size.trim()) ? Number(size) : 0))
  if (sizes.every((size) => size >= 1 && size <= MOST_UNITS)) return sizes
  throw new InvalidArgumentError(
    `Expected whole numbers from 1 to ${MOST_UNITS}, separated by commas, such as 128,64; or none.`,
  )
}

/** Names of tensors and new ones for them: `fc1=layers.0,out=layers.1`. */
export function newNames(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((name) => name.trim()))
  if (pairs.every((pair) => pair.length === 2 && pair.every((name) => name !== ''))) {
    return new Map(pairs as [string, string][])
  }
  throw new InvalidArgumentError('Expected old=new, separated by commas, such as fc1=layers.0,out=layers.1.')
}

/** Worker threads: `auto` for as many as suit the step and the machine. */
export function threadCount(text: string): number | 'auto' {
  const value = Number(text)
  if (text === 'auto') return text
  if (DIGITS.test(text) && value >= 1 && value <= MOST_WORKERS) return value
  throw new InvalidArgumentError(`Expected auto or a whole number from 1 to ${MOST_WORKERS}.`)
}

/** A seed: the generator takes 32 bits. */
export const seedNumber = wholeNumber(0, 2 ** 32 - 1)

/** Names or numbers of columns: `width,height`; one that holds a comma between quotation marks: `"Price, EUR"`. */
export function columnNames(text: string): string[] {
  const pieces = text.match(/\s*"(?:[^"]|"")*"\s*(?=,|$)|[^,]+|(?<=,|^)(?=,|$)/g) ?? ['']
  const names = pieces.map((piece) => {
    const name = piece.trim()
    return /^".*"$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name
  })
  if (names.every((name) => name !== '')) return names
  throw new InvalidArgumentError('Expected names or numbers of columns, separated by commas.')
}

/**
 * Refuses what stands alone after a command that takes flags only, and lets more arguments than it takes reach it
 * (`allowExcessArguments`): most likely a dataset.
 * @throws UsageError
 */
export function refuseLoneNames(command: Command): void {
  const { args, registeredArguments } = command
  if (registeredArguments.length > 0 || args.length === 0) return
  throw new UsageError(`${command.name()}: found '${args[0]}' without a flag; --data ${args[0]} trains on it`)
}

/**
 * Refuses empty texts among the options and arguments of a command: they name nothing, and a shell makes them
 * of a variable that is not set.
 * @throws UsageError
 */
export function refuseEmptyTexts(command: Command): void {
  const option = command.options.find((each) => command.getOptionValue(each.attributeName()) === '')
  const at = command.args.indexOf('')
  const { registeredArguments } = command
  // The last one takes all that follow.
  const argument = at < 0 ? undefined : registeredArguments[Math.min(at, registeredArguments.length - 1)]
  const name = option?.flags ?? argument?.name()
  if (name !== undefined) {
    throw new UsageError(`${name}: expected a text, found an empty one; is a variable of the shell not set?`)
  }
}
