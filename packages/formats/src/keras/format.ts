import { BadInput, UsageError } from '@antigrad/core'
import { parseJson, quoted, shownJson } from '@antigrad/core/internal'
import { unpackZip } from '@antigrad/data/arrays'
import { zipSync } from 'fflate'
import { utf8Bytes } from '../bytes.js'
import type { Files, FileToRead, ModelFormat } from '../format.js'
import type { FoundModel } from '../found-model.js'
import { fieldsOf } from '../json-fields.js'
import { denseLayersOf, type LayerArrays, sequentialOf, tensorsOfLayers } from '../keras-layers.js'
import { DESCRIPTION, descriptionOf, type SharedModel } from '../shared-model.js'
import type { Hdf5File } from './hdf5.js'
import { type Hdf5Group, hdf5Bytes } from './hdf5-bytes.js'

const CONFIG = 'config.json'
const METADATA = 'metadata.json'
const WEIGHTS = 'model.weights.h5'

/** The time of every file in the archive, so that the same model gives the same bytes. */
const MTIME = '1980-01-01T00:00:00'

/** A model of Keras 3, as `keras.saving.load_model` takes it: an archive of its configuration and its weights in HDF5. */
export const keras: ModelFormat = {
  name: 'keras',
  extension: '.keras',
  write: writeKeras,
  accepts: (name) => /\.keras$/i.test(name),
  read: readKeras,
}

/** @throws UsageError for GELU: what Keras calls so is the form with erf, and the one with tanh has no name in a file */
function writeKeras(model: SharedModel, name: string): Files {
  if (model.network.architecture.activations.includes('gelu')) {
    throw new UsageError('keras: expected activations that Keras has by name, found gelu in its tanh form')
  }
  const { config, weights } = sequentialOf(model.network, 'keras')
  const layers: Record<string, Hdf5Group> = {}
  for (let l = 0; 2 * l < weights.length; l++) {
    const [kernel, bias] = weights.slice(2 * l)
    layers[groupOf(l)] = { vars: { 0: kernel, 1: bias } }
  }
  const files = {
    [METADATA]: { keras_version: '3.0.0', [DESCRIPTION]: descriptionOf(model) },
    [CONFIG]: { module: 'keras', class_name: 'Sequential', config, registered_name: null },
  }
  const archive: Record<string, Uint8Array> = {}
  for (const [file, json] of Object.entries(files)) archive[file] = utf8Bytes(JSON.stringify(json))
  archive[WEIGHTS] = hdf5Bytes({ layers, vars: {} })
  // Not packed, as by Keras.
  return new Map([[name, zipSync(archive, { level: 0, mtime: MTIME })]])
}

/**
 * Where the weights of the nth Dense layer lie, from 0. Keras counts them by their class, whatever they are called: those of a
 * layer called `dense_1` may lie in `dense`.
 */
function groupOf(n: number): string {
  return n === 0 ? 'dense' : `dense_${n}`
}

async function readKeras({ file, bytes }: FileToRead): Promise<FoundModel> {
  const wanted = [CONFIG, METADATA, WEIGHTS]
  const archive = unpackZip({ file, bytes }, 'a model of Keras 3 (.keras)', (name) => wanted.includes(name))
  const part = (name: string): Uint8Array => {
    const found = archive.get(name)
    if (found) return found
    throw new BadInput(`${file}: expected ${wanted.join(', ')} in it, found no ${name}`)
  }
  const config = parseJson(part(CONFIG), `${file}/${CONFIG}`)
  const { layers, functions } = denseLayersOf(config, `${file}/${CONFIG}`)
  // Only this format needs a reader of HDF5.
  const { Hdf5File } = await import('./hdf5.js')
  const weights = new Hdf5File(part(WEIGHTS), `${file}/${WEIGHTS}`)
  const tensors = tensorsOfLayers(layers, ({ name }, n) => arraysOf(weights, n, name, file), file)
  const own = fieldsOf(parseJson(part(METADATA), `${file}/${METADATA}`))[DESCRIPTION]
  return { tensors, functions, ...(typeof own === 'string' && { description: own }) }
}

/** @throws BadInput where the group is that of another layer, or holds more than a kernel and biases */
function arraysOf(weights: Hdf5File, n: number, name: string, file: string): LayerArrays | undefined {
  const group = `layers/${groupOf(n)}/vars`
  const called = weights.text(group, 'name')
  if (called !== undefined && called !== name) {
    throw new BadInput(
      `${file}: ${quoted(group)}: expected the weights of ${quoted(name)}, found those of ${quoted(called)}`,
    )
  }
  const names = weights.names(group)
  if (names.some((each) => each !== '0' && each !== '1')) {
    throw new BadInput(
      `${file}: ${quoted(group)}: expected a kernel and biases, found ${shownJson([...names])}`,
    )
  }
  const [kernel, bias] = [weights.floats(`${group}/0`), weights.floats(`${group}/1`)]
  return kernel && { kernel, ...(bias && { bias }) }
}
