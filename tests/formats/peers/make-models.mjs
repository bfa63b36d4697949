// Models that tfjs and brain.js make and keep, with what they say of some examples: NODE make-models.mjs FOLDER
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as tf from '@tensorflow/tfjs'
import brain from 'brain.js'

const [folder] = process.argv.slice(2)
const keep = (name, content) => writeFileSync(join(folder, name), content)

const rows = Array.from({ length: 20 }, (_, n) => [Math.sin(n), Math.cos(3 * n), n / 20])

const model = tf.sequential()
model.add(
  tf.layers.dense({ units: 9, inputShape: [3], activation: 'gelu_new', biasInitializer: 'glorotUniform' }),
)
model.add(tf.layers.dense({ units: 8, useBias: false }))
model.add(tf.layers.leakyReLU({ alpha: 0.01 }))
model.add(tf.layers.dropout({ rate: 0.5 }))
model.add(tf.layers.dense({ units: 7, activation: 'swish', biasInitializer: 'glorotUniform' }))
model.add(tf.layers.dense({ units: 4, activation: 'softmax', biasInitializer: 'glorotUniform' }))
await model.save(
  tf.io.withSaveHandler(async ({ modelTopology, format, weightSpecs, weightData }) => {
    const weightsManifest = [{ paths: ['model.weights.bin'], weights: weightSpecs }]
    keep('model.json', JSON.stringify({ modelTopology, format, weightsManifest }))
    keep('model.weights.bin', new Uint8Array(weightData))
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } }
  }),
)
const said = Array.from(model.predict(tf.tensor2d(rows)).dataSync())
keep('tfjs.answers.json', JSON.stringify({ rows, outputs: said }))

const net = new brain.NeuralNetwork({ hiddenLayers: [5, 4] })
const kinds = ['10', '9', 'other']
const examples = rows.map((input, n) => ({
  input,
  output: Object.fromEntries(kinds.map((kind, k) => [kind, n % 3 === k ? 1 : 0])),
}))
net.train(examples, { iterations: 300 })
keep('brain.json', JSON.stringify(net.toJSON()))
const answers = rows.map((row) => ({ ...net.run(row) }))
keep('brain.answers.json', JSON.stringify({ rows, answers }))
