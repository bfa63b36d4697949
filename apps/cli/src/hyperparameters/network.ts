import { ACTIVATIONS, type Activation } from '@antigrad/core'
import type { Hyperparameter } from './hyperparameter.js'
import { LOSSES, type LossChoice, type LossName, lossNames } from './loss.js'
import { fraction, fractions, layerNumbers, layers, oneOf, text } from './values.js'

/** What is trained. */
export const NETWORK = {
  hidden: {
    flag: '--hidden <sizes>',
    group: 'Network',
    help: 'units of the hidden layers; none for no such layer',
    values: layers,
    // A table has few columns.
    default: { value: [128], table: [16], modern: { value: [128], table: [64] } },
    resume: 'fixed',
    label: 'units',
    show: (_, { sizes }) => sizes.join(' – '),
  } satisfies Hyperparameter<readonly number[]>,

  activation: {
    flag: '--activation <name>',
    group: 'Network',
    help: 'of the hidden layers',
    values: oneOf(...ACTIVATIONS),
    default: { value: 'sigmoid', modern: { value: 'relu', table: 'silu' } },
    before: 'sigmoid',
    resume: 'fixed',
    label: 'activation',
  } satisfies Hyperparameter<Activation>,

  loss: {
    flag: '--loss <name>',
    group: 'Network',
    help: `${Object.entries(LOSSES)
      .map(([name, { help }]) => `${name} (${help})`)
      .join(', ')}; auto is cross-entropy of classes, mse of numbers`,
    values: lossNames,
    default: { value: 'squared', modern: { value: 'auto' } },
    before: 'squared',
    resume: 'fixed',
    label: 'loss',
  } satisfies Hyperparameter<LossChoice, LossName>,

  dropout: {
    flag: '--dropout <parts>',
    group: 'Network',
    help: 'part of the units of the hidden layers that each step leaves out: one for all, or one for each',
    values: fractions,
    resume: 'fixed',
    label: 'dropout',
  } satisfies Hyperparameter<readonly number[]>,

  inputDropout: {
    flag: '--input-dropout <part>',
    group: 'Network',
    help: 'part of the inputs that each step leaves out',
    values: fraction,
    resume: 'fixed',
    label: 'dropout of inputs',
  } satisfies Hyperparameter<number>,

  from: {
    flag: '--from <model>',
    group: 'Network',
    help: "begin with the weights, layers and activation of a model: a file, also of another program, or a run's folder",
    values: text('the path of a model'),
    // It may have moved; the hash of its weights says whether it is the same.
    resume: 'free',
    label: 'begun with',
  } satisfies Hyperparameter<string>,

  freeze: {
    flag: '--freeze <layers>',
    group: 'Network',
    help: 'of --from: layers that keep their weights, counted from 1 at the input, such as 1,2',
    values: layerNumbers,
    resume: 'fixed',
    label: 'layers that keep their weights',
  } satisfies Hyperparameter<readonly number[]>,
}
