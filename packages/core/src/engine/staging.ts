import type { Arena } from './arena.js'
import { allocateExamples, type Examples, type ExamplesPlan } from './examples.js'
import type { Minibatch } from './kernels/kernels.js'

/**
 * A minibatch's examples as a step sees them, where they are not those of the dataset: moved, bent, with inputs left out. Row n
 * of the minibatch has memory of its own, whatever the others hold, so that each may be written by another thread.
 */
export interface Staging {
  readonly examples: Examples
  /** [rows]: of row n, the example that holds it. */
  readonly order: Uint32Array
}

/** Of `rows` rows of a dataset so planned, the next parts of `arena`. */
export function allocateStaging(arena: Arena, train: ExamplesPlan, rows: number): Staging {
  return { examples: allocateExamples(arena, stagedPlan(train, rows)), order: arena.uint32(rows) }
}

/**
 * Two examples for a row: a row's entries end where those of its second, which is never used, would begin. Dense bytes become
 * numbers, for a step may scale them.
 */
function stagedPlan({ form: given, inputs }: ExamplesPlan, rows: number): ExamplesPlan {
  const form = given === 'sparse' ? given : 'floats'
  const entries = form === 'sparse' ? rows * inputs : 0
  return { form, count: 2 * rows, inputs, outputs: 1, targets: 0, entries, longest: inputs }
}

/** The minibatch of the first `count` rows. */
export function stagedMinibatch({ order }: Staging, count: number): Minibatch {
  return { order, first: 0, count }
}

/**
 * Says where the rows lie, and what a byte stands for.
 * @param scale what every input is multiplied by
 */
export function prepareStaging({ examples, order }: Staging, scale: number): void {
  const { levels } = examples
  for (let n = 0; n < order.length; n++) order[n] = 2 * n
  for (let byte = 0; byte < levels.length; byte++) levels[byte] = (byte / 255) * scale
}

/** The features of an example as bytes. */
export function readBytes(
  { plan, starts, entries, bytes }: Examples,
  example: number,
  into: Uint8Array,
): void {
  const { form, inputs } = plan
  if (form === 'bytes') {
    into.set(bytes.subarray(example * inputs, (example + 1) * inputs))
    return
  }
  into.fill(0)
  for (let e = starts[example]; e < starts[example + 1]; e++) into[entries[e] >>> 8] = entries[e] & 255
}

/** Writes row n. */
export function stageBytes({ examples }: Staging, n: number, values: Uint8Array): void {
  const { plan, starts, entries, floats, levels } = examples
  const { form, inputs } = plan
  if (form === 'floats') {
    for (let i = 0, at = 2 * n * inputs; i < inputs; i++, at++) floats[at] = levels[values[i]]
    return
  }
  let end = n * inputs
  starts[2 * n] = end
  for (let i = 0; i < inputs; i++) {
    entries[end] = i * 256 + values[i]
    end += (values[i] + 255) >>> 8
  }
  starts[2 * n + 1] = end
}
