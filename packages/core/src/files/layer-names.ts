import { UsageError } from '../errors.js'
import { quoted, quotedSome, refuse } from './safetensors/refuse.js'

/** Weights that are put in order by their sizes at most: more ways are not tried. */
const MOST_LAYERS = 64
const MOST_TRIED = 100_000

/** What a message names at most. */
const NAMED = 6

interface Shaped {
  readonly shape: readonly number[]
}

/** A weight, and where it stands among those that differ from it only by a number: `fc1`, `fc2`. */
interface Weight {
  readonly prefix: string
  readonly inputs: number
  readonly outputs: number
  /** Its name without numbers, and they. */
  readonly family: string
  readonly numbers: readonly number[]
}

/** How layers are named. */
interface Naming<Stored> {
  /** Old names, or what they begin with, and the new ones: `fc1` → `layers.0`. */
  readonly rename?: ReadonlyMap<string, string> | undefined
  /** Makes the biases of a network that has none at all; without it they are missed. */
  readonly noBias?: (outputs: number) => Stored
}

/**
 * Gives the tensors of another program's network the names that ours have, `layers.0.weight` and so on: any weights of
 * two dimensions, each with its bias, that make one chain by their sizes, in the order of their numbers where names
 * differ only by these (`layers.0`, `layers.2`; `fc1`, `fc2`).
 * @param tensors of a file that this program did not write
 * @returns the tensors under their new names, in the order of the layers
 * @throws BadInput where a tensor belongs to no layer, or the order is not clear; UsageError for a name to be changed
 * that is not there
 */
export function nameLayers<Stored extends Shaped>(
  tensors: ReadonlyMap<string, Stored>,
  file: string,
  { rename = new Map(), noBias }: Naming<Stored> = {},
): Map<string, Stored> {
  const renamed = renameAll(tensors, rename)
  const weights = [...renamed].flatMap(([name, { shape }]) => weightOf(name, shape))
  // What has no weight of ours is refused where its tensors are looked for.
  if (weights.length === 0) return renamed
  const known = new Set(weights.flatMap(({ prefix }) => [`${prefix}weight`, `${prefix}bias`]))
  const unused = [...renamed.keys()].filter((name) => !known.has(name))
  if (unused.length > 0) {
    refuse(
      file,
      'weights (outputs, inputs) and their biases alone',
      `${quotedSome(unused, NAMED)}, which no layer uses`,
      'network',
    )
  }
  const ordered = new Map<string, Stored>()
  const hasBiases = weights.some(({ prefix }) => renamed.has(`${prefix}bias`))
  for (const [layer, { prefix, outputs }] of chain(weights, file).entries()) {
    for (const kind of ['weight', 'bias']) {
      const zeros = kind === 'bias' && !hasBiases ? noBias?.(outputs) : undefined
      const stored = renamed.get(`${prefix}${kind}`) ?? zeros
      if (!stored) {
        refuse(
          file,
          `a tensor ${quoted(`${prefix}bias`)} beside ${quoted(`${prefix}weight`)}`,
          'none: zeros are what a layer without biases has',
          'network',
        )
      }
      ordered.set(`layers.${layer}.${kind}`, stored)
    }
  }
  return ordered
}

function renameAll<Stored>(
  tensors: ReadonlyMap<string, Stored>,
  rename: ReadonlyMap<string, string>,
): Map<string, Stored> {
  const used = new Set<string>()
  const result = new Map<string, Stored>()
  for (const [name, stored] of tensors) {
    const [old, chosen] = [...rename].find(([from]) => name === from || name.startsWith(`${from}.`)) ?? []
    if (old !== undefined) used.add(old)
    const other = old === undefined ? name : `${chosen}${name.slice(old.length)}`
    if (result.has(other))
      throw new UsageError(`to rename: expected different names, found ${quoted(other)} twice`)
    result.set(other, stored)
  }
  const lost = [...rename.keys()].find((old) => !used.has(old))
  if (lost === undefined) return result
  throw new UsageError(
    `to rename: expected one of ${quotedSome([...tensors.keys()], NAMED)}, found ${quoted(lost)}`,
  )
}

function weightOf(name: string, [outputs, inputs, ...more]: readonly number[]): Weight[] {
  if (!/(?:^|\.)weight$/.test(name) || inputs === undefined || more.length > 0) return []
  const prefix = name.slice(0, -'weight'.length)
  const numbers = Array.from(prefix.matchAll(/\d+/g), ([digits]) => Number(digits))
  return [{ prefix, inputs, outputs, family: prefix.replaceAll(/\d+/g, '#'), numbers }]
}

/** The one order in which the outputs of each weight are the inputs of the next. */
function chain(weights: readonly Weight[], file: string): readonly Weight[] {
  if (weights.length > MOST_LAYERS)
    refuse(file, `at most ${MOST_LAYERS} layers`, String(weights.length), 'network')
  const inOrder = weights.toSorted(byNumbers)
  // With one family the numbers say the order; what does not fit then is said as of our own names.
  if (new Set(weights.map(({ family }) => family)).size === 1) return checked(inOrder, file)
  const found: Weight[][] = []
  let tried = 0
  const extend = (begun: readonly Weight[], left: readonly Weight[]): void => {
    if (found.length > 1 || ++tried > MOST_TRIED) return
    if (left.length === 0) {
      found.push([...begun])
      return
    }
    for (const next of left) {
      const fits = begun.length === 0 || begun[begun.length - 1].outputs === next.inputs
      // Of a family the one with the least numbers comes first.
      const isFirst = left.every((other) => other.family !== next.family || byNumbers(next, other) <= 0)
      if (fits && isFirst)
        extend(
          [...begun, next],
          left.filter((other) => other !== next),
        )
    }
  }
  extend([], inOrder)
  if (found.length === 1 && tried <= MOST_TRIED) return found[0]
  const names = quotedSome(
    inOrder.map(({ prefix, outputs, inputs }) => `${prefix}weight (${outputs}, ${inputs})`),
    NAMED,
  )
  refuse(
    file,
    'weights whose sizes make one chain',
    `${found.length === 0 ? 'none' : 'several'} of ${names} (--rename old=layers.0,… names them in order)`,
    'network',
  )
}

function checked(weights: readonly Weight[], file: string): readonly Weight[] {
  for (const [layer, { prefix, inputs }] of weights.entries()) {
    const before = weights[layer - 1]
    if (!before || before.outputs === inputs) continue
    refuse(
      `${file}: ${prefix}weight`,
      `${before.outputs} inputs as the layer before has outputs`,
      String(inputs),
      'network',
    )
  }
  return weights
}

function byNumbers(a: Weight, b: Weight): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? -1)
    if (difference !== 0) return difference
  }
  return a.numbers.length - b.numbers.length
}
