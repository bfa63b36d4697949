// What tfjs says of examples by a layers model: NODE load-tfjs.mjs MODEL.json EXAMPLES.json
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as tf from '@tensorflow/tfjs'

const [file, examples] = process.argv.slice(2)
const { modelTopology, weightsManifest } = JSON.parse(readFileSync(file, 'utf8'))
const [{ paths, weights }] = weightsManifest
const bytes = readFileSync(join(dirname(file), paths[0]))
const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)
const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weights, weightData }))
const rows = JSON.parse(readFileSync(examples, 'utf8'))
process.stdout.write(JSON.stringify(Array.from(model.predict(tf.tensor2d(rows)).dataSync())))
