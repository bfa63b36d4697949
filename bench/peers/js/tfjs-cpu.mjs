import tf from '@tensorflow/tfjs'
import { createTfLearner } from './tfjs.mjs'

await tf.setBackend('cpu')

export const version = () => tf.version.tfjs
export const createLearner = (given) => createTfLearner(tf, given)
