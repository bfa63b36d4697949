import { FileError, Network, readModel, toTensors, writeModel, writeSafetensors } from '@antigrad/core'
import { tableFormOf } from '@antigrad/data'
import { MODEL_FORMATS, readForeign } from '@antigrad/formats'
import { zipSync } from 'fflate'
import { FILE, npyBytes, numbers, text } from './samples.mjs'
import { FORM } from './tables.mjs'

/** Models, ours and those of other programs. */
export function modelReaders() {
  const network = Network.create([2, 2, 2], 1)
  return [
    {
      name: 'model',
      samples: [writeModel(network, { classes: ['a', 'b'], seed: 1, table: FORM })],
      read: (bytes) => tableFormOf(readModel(bytes, FILE).description, FILE),
    },
    {
      // Another program's: other names, other floats, an order to be found.
      name: 'foreign',
      samples: [foreignModel(['fc1', 'fc2', 'out']), halfModel()],
      read: (bytes) => readModel(bytes, FILE),
    },
    ...foreignFormats(network),
  ]
}

/** A network of another program, in float32. */
function foreignModel(names) {
  const { architecture, parameters } = Network.create([2, 3, 4, 5], 1)
  const named = [...toTensors(architecture, parameters)].map(([name, tensor]) => {
    const [, layer, kind] = name.split('.')
    return [`${names[Number(layer)]}.${kind}`, tensor]
  })
  return writeSafetensors(new Map(named))
}

/** One of one layer, in half as many bytes. */
function halfModel() {
  const tensor = (type, shape, begin, end) => ({ dtype: type, shape, data_offsets: [begin, end] })
  const header = JSON.stringify({
    'a.weight': tensor('F16', [2, 2], 0, 8),
    'a.bias': tensor('BF16', [2], 8, 12),
  })
  const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer)
  return Uint8Array.from([...length, ...text(header), 0, 60, 1, 0, 1, 128, 9, 4, 128, 63, 1, 0])
}

/** Each format of models that other programs have, with and without our description. */
function foreignFormats(network) {
  const deep = Network.create([2, 3, 3, 2], 4, {
    activations: ['silu', 'relu'],
    head: 'softmax-cross-entropy',
  })
  const models = [network, deep].map((each) => ({ network: each, meaning: { classes: ['a', 'b'] } }))
  return MODEL_FORMATS.filter(({ read }) => read).map((format) => {
    const name = `${FILE}${format.extension}`
    const written = models.map((model, n) => [...format.write(model, `${n}${format.extension}`)])
    const besides = new Map(written.flatMap((files) => files.slice(1)))
    const beside = async (wanted) => {
      if (!besides.has(wanted)) throw new FileError(`${wanted}: nothing there`)
      return besides.get(wanted)
    }
    const [sample] = written.map(([[, bytes]]) => bytes)
    const foreign = Buffer.from(sample).toString('latin1').replaceAll('antigrad', 'elsewise')
    // An array that no layer uses is refused: scikit-learn's have other names.
    const other = format.name === 'npz' ? coefficients() : new Uint8Array(Buffer.from(foreign, 'latin1'))
    return {
      name: `model ${format.name}`,
      samples: [...written.map(([[, bytes]]) => bytes), other],
      refusals: [FileError],
      read: (bytes) => readForeign({ file: name, bytes, beside }),
    }
  })
}

/** What numpy keeps of a network of scikit-learn. */
function coefficients() {
  return zipSync({
    'coefs_0.npy': npyBytes('<f8', [2, 3], numbers(6)),
    'intercepts_0.npy': npyBytes('<f8', [3], numbers(3)),
  })
}
