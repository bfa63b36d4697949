import { ACTIVATIONS } from '../network/activation.js'
import { type Functions, lectureFunctions } from '../network/architecture.js'
import { HEADS } from '../network/head.js'
import type { Network } from '../network/network.js'
import { nameLayers } from './layer-names.js'
import { isObject, JsonScanner } from './safetensors/json.js'
import { quoted, refuse, shownJson } from './safetensors/refuse.js'
import {
  convertFloats,
  type Json,
  type ReadOptions,
  readSafetensors,
  type StoredTensor,
  safetensorsPieces,
  type Tensor,
  writeSafetensors,
} from './safetensors.js'
import { architectureFrom, fromTensors, toTensors } from './tensors.js'

/** What a model file says beside the weights. Every field but `version` may be missing. */
export interface ModelDescription {
  /** Of this description: 1. */
  readonly version: number
  readonly sizes: readonly number[]
  /** Of each hidden layer; σ of all where absent, as in the first versions. */
  readonly activations?: readonly string[]
  /** What the network ends with; `squared` where absent. */
  readonly head?: string
  /** The name of each class, in the order of the outputs. */
  readonly classes?: readonly string[]
  /** The shape of an example, where it is an image. */
  readonly image?: { readonly width: number; readonly height: number }
  /** `sha256:…` of the weights (tensors.ts, `weightBytes`). */
  readonly weightsHash?: string
  /** Whatever else the writer keeps: hyperparameters, scaling, history, position within a run. */
  readonly [key: string]: Json | undefined
}

/** A network with its description. */
export interface Model {
  readonly network: Network
  readonly description: ModelDescription
  /** Tensors beside those of the network. */
  readonly extra: ReadonlyMap<string, Tensor>
  /** Whether the file says what its network computes; of one that does not, the lecture's functions are assumed. */
  readonly knowsFunctions: boolean
}

const KEY = 'antigrad'

/** What a model file is to say beside the weights and what its network computes. */
export interface ModelNotes {
  /** The name of each class, in the order of the outputs. */
  readonly classes?: readonly string[] | undefined
  /** The shape of an example, where it is an image. */
  readonly image?: { readonly width: number; readonly height: number } | undefined
  /** `sha256:…` of the weights (`weightBytes`). */
  readonly weightsHash?: string | undefined
  /** Whatever else `JSON.stringify` writes, such as the form of a table as `table`. */
  readonly [key: string]: unknown
}

/**
 * A model as the bytes of a safetensors file; the description is JSON under the metadata key `antigrad`.
 * @param notes what the description says beside the network's functions
 * @param extra tensors beside those of the network
 * @example
 * import { Network, writeModel } from 'antigrad'
 *
 * const bytes = writeModel(Network.create([4, 8, 2], 1), { classes: ['no', 'yes'] })
 * console.log(bytes.length)
 */
export function writeModel(
  network: Network,
  notes: ModelNotes,
  extra: ReadonlyMap<string, Tensor> = new Map(),
): Uint8Array {
  const { tensors, metadata } = contentsOf(network, notes, extra)
  return writeSafetensors(tensors, metadata)
}

/** As `writeModel`, one piece after the other; `extra` is not copied. */
export function modelPieces(
  network: Network,
  notes: ModelNotes,
  extra: ReadonlyMap<string, Tensor>,
): Uint8Array[] {
  const { tensors, metadata } = contentsOf(network, notes, extra)
  return safetensorsPieces(tensors, metadata)
}

function contentsOf(network: Network, notes: ModelNotes, extra: ReadonlyMap<string, Tensor>) {
  const { architecture, parameters } = network
  const { sizes, activations, head } = architecture
  const isLecture = head === 'squared' && activations.every((activation) => activation === 'sigmoid')
  const whole = { version: 1, sizes, ...(!isLecture && { activations, head }), ...notes }
  const tensors = new Map([...toTensors(architecture, parameters), ...extra])
  return { tensors, metadata: { [KEY]: JSON.stringify(whole) } }
}

/**
 * Looks at the description and the weights of a file before a network is made of them; throws to refuse them.
 * @param weights the file's own bytes of the network's tensors, in the order of their names: what
 *   `weightsHash` is the hash of
 */
export type CheckWeights = (
  description: ModelDescription,
  weights: readonly Uint8Array[],
  file: string,
) => void

/**
 * Reads a model from the bytes of a safetensors file: ours, or another whose weights make one chain (`nameLayers`),
 * of float16, bfloat16 or float64 converted. The network's
 * parameters are a copy, made only when all else is found good; the extra tensors are views of `bytes`
 * where they can be.
 * @param file for messages
 * @param rename names of tensors of another program, or what they begin with, and the ones to take for them
 * @throws BadInput for anything else, for a tensor of another program that no layer uses, and where weights are not
 * finite
 * @example
 * import { Network, readModel, writeModel } from 'antigrad'
 *
 * const bytes = writeModel(Network.create([4, 8, 2], 1), { classes: ['no', 'yes'] })
 * const { network, description } = readModel(bytes)
 * console.log(description.classes, network.predict([1, 2, 3, 4]))
 */
export function readModel(
  bytes: Uint8Array,
  file = 'the model',
  check?: CheckWeights,
  rename?: ReadonlyMap<string, string>,
): Model {
  let knowsFunctions = true
  const name = (tensors: StoredTensors): StoredTensors => {
    knowsFunctions = false
    return nameLayers(tensors, file, { rename, noBias })
  }
  const stored = readStoredModel(bytes, file, { name, convert: convertFloats })
  const { tensors, functions, description } = stored
  const own = new Set(toTensorNames(description.sizes.length - 1))
  const weights: Uint8Array[] = []
  const extra = new Map<string, Tensor>()
  for (const [name, { shape, values, bytes }] of [...tensors].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (own.has(name)) weights.push(bytes)
    else extra.set(name, { shape, values })
  }
  check?.(description, weights, file)
  return { network: fromTensors(tensors, file, functions), description, extra, knowsFunctions }
}

/** The biases of a layer without them. */
function noBias(outputs: number): StoredTensor {
  const values = new Float32Array(outputs)
  return { shape: [outputs], values, bytes: new Uint8Array(values.buffer) }
}

type StoredTensors = ReadonlyMap<string, StoredTensor>

/** What a model file holds, found good, before anything is made of it. */
export interface StoredModel {
  /** `layers.0.weight` and so on, and others. */
  readonly tensors: StoredTensors
  /** What the network computes. */
  readonly functions: Functions
  readonly description: ModelDescription
}

/** What reads files of other programs, which are refused without it. */
interface ForeignFiles {
  /** Names the tensors of another program's network as ours are. */
  readonly name: (tensors: StoredTensors) => StoredTensors
  readonly convert: NonNullable<ReadOptions['convert']>
}

/**
 * Reads a model file.
 * @throws BadInput as `readModel`
 */
export function readStoredModel(bytes: Uint8Array, file: string, foreign?: ForeignFiles): StoredModel {
  const found = readSafetensors(bytes, file, { finite: true, convert: foreign?.convert })
  const text = found.metadata[KEY]
  if (text === undefined && !foreign) {
    refuse(file, 'a model that antigrad wrote', `no metadata ${KEY}`)
  }
  const tensors = text === undefined && foreign ? foreign.name(found.tensors) : found.tensors
  const { sizes } = architectureFrom(tensors, file)
  const description = describe(text, sizes, file)
  return { tensors, functions: functionsOf(description), description }
}

/** What a description says that its network computes, once it is read; the lecture's functions where it does not. */
function functionsOf({ activations, head, sizes }: ModelDescription): Functions {
  const lecture = lectureFunctions(sizes)
  return { activations: activations ?? lecture.activations, head: head ?? lecture.head } as Functions
}

function areActivations(json: Json, count: number): boolean {
  const known = (name: Json): boolean => ACTIVATIONS.some((activation) => activation === name)
  return Array.isArray(json) && json.length === count && json.every(known)
}

function toTensorNames(layers: number): string[] {
  return Array.from({ length: layers }, (_, l) => [`layers.${l}.weight`, `layers.${l}.bias`]).flat()
}

function describe(text: string | undefined, sizes: readonly number[], file: string): ModelDescription {
  if (text === undefined) return { version: 1, sizes }
  const found = parse(text, file)
  const refuseField = (field: string, expected: string): never =>
    refuse(`${file}: metadata ${KEY}.${field}`, expected, shownJson(found[field]), 'metadata')
  if (found.version !== 1) refuseField('version', '1 (is the file of another version of antigrad?)')
  if (JSON.stringify(found.sizes) !== JSON.stringify(sizes)) {
    refuseField('sizes', `${shownJson(sizes)} as the tensors have`)
  }
  const outputs = sizes[sizes.length - 1]
  const { activations, head, classes, image, weightsHash } = found
  if (activations !== undefined && !areActivations(activations, sizes.length - 2)) {
    refuseField('activations', `${sizes.length - 2} of ${ACTIVATIONS.join(', ')}`)
  }
  if (head !== undefined && !HEADS.some((known) => known === head))
    refuseField('head', `one of ${HEADS.join(', ')}`)
  if (
    classes !== undefined &&
    !(isStrings(classes) && (classes.length === outputs || classes.length === 0))
  ) {
    refuseField('classes', `${outputs} names`)
  }
  if (image !== undefined && !isShape(image))
    refuseField('image', 'a width and a height, whole numbers from 1')
  if (weightsHash !== undefined && typeof weightsHash !== 'string') refuseField('weightsHash', 'a text')
  return found as unknown as ModelDescription
}

/** The description as an object, read as strictly as the header around it. */
function parse(text: string, file: string): { readonly [key: string]: Json } {
  const scanner = new JsonScanner(text, `${file}: metadata ${KEY}`, 0)
  const json = scanner.value()
  scanner.end()
  if (isObject(json)) return json
  return refuse(`${file}: metadata ${KEY}`, 'a JSON object', quoted(text))
}

function isStrings(json: Json): json is readonly string[] {
  return Array.isArray(json) && json.every((item) => typeof item === 'string')
}

function isShape(json: Json): boolean {
  const isSize = (size: Json | undefined): boolean => Number.isSafeInteger(size) && (size as number) >= 1
  return isObject(json) && isSize(json.width) && isSize(json.height)
}
