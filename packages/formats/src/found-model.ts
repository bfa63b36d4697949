import {
  BadInput,
  type CheckWeights,
  type Functions,
  type Model,
  readModel,
  type Tensor,
  writeSafetensors,
} from '@antigrad/core'
import { quoted } from '@antigrad/core/internal'
import { DESCRIPTION } from './shared-model.js'

/** What a file of another program holds. */
export interface FoundModel {
  /** `layers.0.weight` (outputs, inputs), `layers.0.bias` (outputs) and so on; or names whose order `readModel` finds. */
  readonly tensors: ReadonlyMap<string, Tensor>
  /** What the network computes, where the file says so. */
  readonly functions?: Functions
  /** The names of the outputs, where the file says them. */
  readonly classes?: readonly string[]
  /** Our own description, where the file is of ours. */
  readonly description?: string
}

/** How a model is to be read. */
export interface ReadOptions {
  readonly check?: CheckWeights
  /** Of tensors, as `readModel` takes it. */
  readonly rename?: ReadonlyMap<string, string>
}

/**
 * The model of what a file holds; it passes all checks of our own format.
 * @throws BadInput
 * @example
 * import { Network } from 'antigrad'
 * import { modelOf, readOnnx, writeOnnx } from 'antigrad/onnx'
 *
 * const bytes = writeOnnx({ network: Network.create([4, 8, 2], 1), meaning: {} })
 * const { network } = modelOf(readOnnx(bytes, 'model.onnx'), 'model.onnx')
 * console.log(network.predict([1, 2, 3, 4]))
 */
export function modelOf(found: FoundModel, file: string, { check, rename }: ReadOptions = {}): Model {
  const { tensors, functions, classes } = found
  for (const [name, { values }] of tensors) {
    const wrong = values.findIndex((value) => !Number.isFinite(value))
    if (wrong < 0) continue
    throw new BadInput(
      `${file}: ${quoted(name)}: expected finite numbers, found ${values[wrong]} at ${wrong}`,
    )
  }
  const description =
    found.description ?? (functions && JSON.stringify(described(tensors, functions, classes)))
  const metadata = description === undefined ? {} : { [DESCRIPTION]: description }
  return readModel(writeSafetensors(tensors, metadata), file, check, rename)
}

function described(
  tensors: FoundModel['tensors'],
  { activations, head }: Functions,
  classes: readonly string[] | undefined,
): object {
  const sizes: number[] = []
  for (let l = 0; l <= activations.length; l++) {
    const [outputs = 0, inputs = 0] = tensors.get(`layers.${l}.weight`)?.shape ?? []
    if (l === 0) sizes.push(inputs)
    sizes.push(outputs)
  }
  return { version: 1, sizes, activations, head, ...(classes && { classes }) }
}
