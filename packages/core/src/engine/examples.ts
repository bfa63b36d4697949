import type { AnyFeatures, Dataset } from '../dataset.js'
import { BadInput } from '../errors.js'
import { indexOf, type Matrix } from '../network/matrix.js'
import type { Arena } from './arena.js'

/**
 * How examples lie in memory:
 * `sparse` bytes with the zeros left out · `bytes` every byte · `floats` every float32.
 */
export type Form = 'sparse' | 'bytes' | 'floats'

/** What has to be known to find a dataset in an arena. Plain values: it is sent to every worker. */
export interface ExamplesPlan {
  readonly form: Form
  readonly count: number
  readonly inputs: number
  readonly outputs: number
  /** Rows of `targets`: one a class; for regression one an example, or one a row of the minibatch where a step stages them. */
  readonly targets: number
  /** Sparse: entries of all examples, and of the longest one. */
  readonly entries: number
  readonly longest: number
  /** Whether each example has a weight. */
  readonly weighted?: boolean
  /** Whether the features are not in memory: a step stages what it reads of them. */
  readonly stored?: boolean
  /** Whether each example has targets of its own, as for regression: where features are stored, a step stages those too. */
  readonly ownTargets?: boolean
}

/** The views of a dataset in an arena. */
export interface Examples {
  readonly plan: ExamplesPlan
  /** Sparse [count + 1]: where the entries of each example begin. */
  readonly starts: Uint32Array
  /** Sparse [entries + 1]: input · 256 + byte, inputs ascending within an example. The last is never used. */
  readonly entries: Uint32Array
  /** Bytes [count × inputs]. */
  readonly bytes: Uint8Array
  /** Floats [count × inputs]. */
  readonly floats: Float32Array
  /** [256]: the value byte / 255 of each byte. */
  readonly levels: Float32Array
  /** [count]: the row of `targets` that holds the label l of each example. */
  readonly labels: Uint32Array
  /** targets × outputs: the identity for classes. */
  readonly targets: Matrix
  /** [count × outputs] where a step stages targets: those of all examples, without padding. */
  readonly allTargets: Float32Array
  /** Where the kernels find the addresses of all these, in bytes: assembly/examples.ts. */
  readonly record: number
}

/** A dataset with what is computed for each of its examples. */
export interface Part {
  readonly examples: Examples
  /** [count]: ε when the example was last computed. */
  readonly losses: Float32Array
  /** [count]: the index of its largest output. */
  readonly predictions: Uint32Array
  /** [count]: what the loss of each example is multiplied by; empty where all count alike. */
  readonly weights: Float32Array
  /** Where the kernels find the addresses of all these, in bytes: assembly/examples.ts. */
  readonly record: number
}

/**
 * Up to this share of lit inputs, leaving out the zeros is faster than the dense product: see
 * "Sparse or dense" in docs/performance.md.
 */
export const SPARSE_BELOW = 0.75

/** An entry holds the input in 24 bits. */
export const MOST_SPARSE_INPUTS = 2 ** 24

/** Decides how `dataset` will lie in memory; `form` overrides the choice made by its density. */
export function planExamples(dataset: Dataset<AnyFeatures>, form?: Form): ExamplesPlan {
  const { features, count, inputs, outputs } = dataset
  checkDataset(dataset)
  let entries = 0
  let longest = 0
  if (features instanceof Uint8Array) {
    for (let n = 0; n < count; n++) {
      let lit = 0
      for (let at = n * inputs, end = at + inputs; at < end; at++) if (features[at] !== 0) lit++
      entries += lit
      if (lit > longest) longest = lit
    }
  }
  const density = entries / (count * inputs)
  const sparse = density <= SPARSE_BELOW && inputs < MOST_SPARSE_INPUTS
  const areBytes = features instanceof Uint8Array
  const chosen = form ?? (areBytes ? (sparse ? 'sparse' : 'bytes') : 'floats')
  if ((chosen === 'floats') === areBytes) {
    throw new BadInput(`${dataset.name}: features cannot lie in memory as ${chosen}`)
  }
  const isSparse = chosen === 'sparse'
  return {
    form: chosen,
    count,
    inputs,
    outputs,
    targets: dataset.targets ? count : outputs,
    entries: isSparse ? entries : 0,
    longest: isSparse ? longest : 0,
    ownTargets: dataset.targets !== undefined,
    stored: 'read' in features,
  }
}

/**
 * Whether a step stages the targets of its minibatch beside the features: rows of `targets` are padded to a register, too much
 * for all of so many examples.
 */
export function stagesTargets({ stored, ownTargets }: ExamplesPlan): boolean {
  return stored === true && ownTargets === true
}

/** The views that `plan` describes, the next parts of `arena`. */
export function allocateExamples(arena: Arena, plan: ExamplesPlan): Examples {
  const { form, count, inputs } = plan
  const starts = arena.uint32(form === 'sparse' ? count + 1 : 0)
  const entries = arena.uint32(form === 'sparse' ? plan.entries + 1 : 0)
  const bytes = arena.uint8(form === 'bytes' ? count * inputs : 0)
  const floats = arena.float32(form === 'floats' && !plan.stored ? count * inputs : 0)
  const levels = arena.float32(256)
  const labels = arena.uint32(count)
  const targets = arena.matrix(plan.targets, plan.outputs)
  const allTargets = arena.float32(stagesTargets(plan) ? count * plan.outputs : 0)
  const dense = form === 'bytes' ? bytes : floats
  const record = arena.record(
    starts.byteOffset,
    entries.byteOffset,
    dense.byteOffset,
    levels.byteOffset,
    labels.byteOffset,
    targets.record,
  )
  return { plan, starts, entries, bytes, floats, levels, labels, targets, allTargets, record }
}

/** The views of a dataset and of its results, the next parts of `arena`. */
export function allocatePart(arena: Arena, plan: ExamplesPlan): Part {
  const examples = allocateExamples(arena, plan)
  const losses = arena.float32(plan.count)
  const predictions = arena.uint32(plan.count)
  const weights = arena.float32(plan.weighted ? plan.count : 0)
  const record = arena.record(
    examples.record,
    losses.byteOffset,
    predictions.byteOffset,
    plan.weighted ? weights.byteOffset : 0,
  )
  return { examples, losses, predictions, weights, record }
}

/** Writes `dataset` into views that its plan describes. */
export function storeExamples(examples: Examples, dataset: Dataset<AnyFeatures>): void {
  const { features, count, outputs } = dataset
  const { plan, labels, targets } = examples
  storeLevels(examples)
  if (features instanceof Float32Array) examples.floats.set(features)
  else if (features instanceof Uint8Array) {
    if (plan.form === 'sparse') storeEntries(examples, features, count, features.length)
    else examples.bytes.set(features)
  }

  if (dataset.targets && stagesTargets(plan)) examples.allTargets.set(dataset.targets)
  else if (dataset.targets) {
    for (let n = 0; n < count; n++) storeTargets(examples, n, n, dataset.targets)
  } else if (dataset.labels) {
    labels.set(dataset.labels)
    for (let j = 0; j < outputs; j++) targets.values[indexOf(targets, j, j)] = 1
  }
}

/**
 * Writes the targets of an example.
 * @param row of `targets`
 * @param all [count × outputs]
 */
export function storeTargets(
  { labels, targets }: Examples,
  example: number,
  row: number,
  all: Float32Array,
): void {
  const { columns } = targets
  labels[example] = row
  for (let j = 0; j < columns; j++) targets.values[indexOf(targets, row, j)] = all[example * columns + j]
}

/** What each byte stands for. */
export function storeLevels({ levels }: Examples): void {
  for (let byte = 0; byte < levels.length; byte++) levels[byte] = byte / 255
}

/**
 * Writes the entries of bytes: all but the zeros.
 * @param bytes [count × inputs]
 * @param most entries that are wanted; there is space for every byte
 * @returns whether there are no more than that. Otherwise what was written is of no use
 */
export function storeEntries(
  { starts, entries, plan }: Examples,
  bytes: Uint8Array,
  count: number,
  most: number,
): boolean {
  const { inputs } = plan
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const inWords = inputs - (inputs % 4)
  let end = 0
  for (let n = 0, at = 0; n < count; n++) {
    starts[n] = end
    let i = 0
    for (; i < inWords; i += 4, at += 4) {
      // Most of an image is dark, four pixels at a time.
      const word = words.getUint32(at, true)
      if (word === 0) continue
      end = append(entries, end, i, word & 255)
      end = append(entries, end, i + 1, (word >>> 8) & 255)
      end = append(entries, end, i + 2, (word >>> 16) & 255)
      end = append(entries, end, i + 3, word >>> 24)
    }
    for (; i < inputs; i++, at++) end = append(entries, end, i, bytes[at])
    if (end > most) return false
  }
  starts[count] = end
  return true
}

/** Writes an entry, and keeps it where the byte is not 0: without a branch, which at the rims of a drawing is a guess. */
function append(entries: Uint32Array, end: number, input: number, byte: number): number {
  entries[end] = input * 256 + byte
  return end + ((byte + 255) >>> 8)
}

/** What readers promise and callers of the library may get wrong. */
function checkDataset(dataset: Dataset<AnyFeatures>): void {
  const { name, features, count, inputs, outputs, labels, targets } = dataset
  if (count < 1 || inputs < 1 || outputs < 1) {
    throw new BadInput(
      `${name}: expected at least one example, input and output, found ${count}, ${inputs}, ${outputs}`,
    )
  }
  if (features.length !== count * inputs) {
    throw new BadInput(`${name}: expected ${count} × ${inputs} features, found ${features.length}`)
  }
  if ((labels === undefined) === (targets === undefined)) {
    throw new BadInput(`${name}: expected either labels or targets`)
  }
  if (targets && targets.length !== count * outputs) {
    throw new BadInput(`${name}: expected ${count} × ${outputs} targets, found ${targets.length}`)
  }
  if (labels && labels.length !== count) {
    throw new BadInput(`${name}: expected ${count} labels, found ${labels.length}`)
  }
  for (const [what, values, width] of [
    ['features', features, inputs],
    ['targets', targets, outputs],
  ] as const) {
    if (!(values instanceof Float32Array)) continue
    const strange = values.findIndex((value) => !Number.isFinite(value))
    if (strange >= 0) {
      throw new BadInput(
        `${name}: ${what} of example ${Math.floor(strange / width)}: expected finite numbers, found ${values[strange]}`,
      )
    }
  }
  const wrong = labels ? labels.findIndex((label) => label >= outputs) : -1
  if (labels && wrong >= 0) {
    throw new BadInput(
      `${name}: label of example ${wrong}: expected 0 … ${outputs - 1}, found ${labels[wrong]}`,
    )
  }
}
