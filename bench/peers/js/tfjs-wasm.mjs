import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

// The CommonJS builds: the two packages then share one tfjs-core.
const require = createRequire(import.meta.url)
const tf = require('@tensorflow/tfjs')
const wasm = require('@tensorflow/tfjs-backend-wasm')
const { createTfLearner } = await import('./tfjs.mjs')

wasm.setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), '/'))
if (!(await tf.setBackend('wasm'))) throw new Error('the wasm backend does not start')

export const version = () => tf.version.tfjs
export const createLearner = (given) => createTfLearner(tf, given)
