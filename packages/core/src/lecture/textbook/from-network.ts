import { layerMatrices } from '../../network/layer-matrices.js'
import { indexOf } from '../../network/matrix.js'
import type { Network } from '../../network/network.js'
import type { TextbookLayer, TextbookNetwork } from './network.js'

/** The same network with float64 parameters, in the orientation of the derivation: V is outputs × inputs. */
export function fromNetwork({ architecture, parameters }: Network): TextbookNetwork {
  return layerMatrices(architecture, parameters).map((layer, l): TextbookLayer => {
    const { inputs, outputs } = architecture.layers[l]
    const values = new Float64Array(outputs * inputs)
    const biases = new Float64Array(outputs)
    for (let j = 0; j < outputs; j++) {
      for (let i = 0; i < inputs; i++) values[j * inputs + i] = layer.values[indexOf(layer, i, j)]
      biases[j] = layer.values[indexOf(layer, inputs, j)]
    }
    return { weights: { rows: outputs, columns: inputs, values }, biases }
  })
}
