import { UPDATE_RULES, type UpdateRule } from '@antigrad/core'
import type { Hyperparameter } from './hyperparameter.js'
import { defaultRate } from './learning-rate.js'
import { count, fraction, notNegative, oneOf, positive, seeds, weights } from './values.js'

/** How it is trained. The defaults were chosen by trying several on the digits, with several seeds. */
export const TRAINING = {
  recipe: {
    flag: '--recipe <name>',
    group: 'Training',
    help: "whose defaults: the lecture's, or those of networks today",
    values: oneOf('lecture', 'modern'),
    default: { value: 'lecture', table: 'modern', images: 'modern' },
    before: 'lecture',
    resume: 'fixed',
    label: 'recipe',
  } satisfies Hyperparameter<'lecture' | 'modern'>,

  epochs: {
    flag: '--epochs <n>',
    group: 'Training',
    help: 'how often each example is seen',
    values: count,
    // A table has few rows.
    default: { value: 20, table: 200, modern: { value: 20, table: 200 } },
    resume: 'free',
    label: 'epochs',
    show: (asked, { epochs }) => (epochs === asked ? String(epochs) : `${epochs} of ${asked}`),
  } satisfies Hyperparameter<number>,

  batchSize: {
    flag: '--batch-size <n>',
    group: 'Training',
    help: 'examples of a step',
    values: count,
    default: { value: 10, modern: { value: 32 } },
    resume: 'fixed',
    label: 'batch size',
  } satisfies Hyperparameter<number>,

  optimizer: {
    flag: '--optimizer <name>',
    group: 'Training',
    help: 'how weights follow their gradient',
    values: oneOf(...UPDATE_RULES),
    default: { value: 'sgd', modern: { value: 'adam' } },
    before: 'sgd',
    resume: 'fixed',
    label: 'optimizer',
  } satisfies Hyperparameter<UpdateRule['name']>,

  learningRate: {
    flag: '--lr, --learning-rate <rate>',
    group: 'Training',
    help: 'learning rate',
    values: positive,
    // Of a table: rates from 1 to 6 were tried on iris, balance scales and Friedman's function, with four seeds;
    // classes are learned alike, numbers not at all with 1.
    default: { value: 3, table: 4, modern: { value: 0.001 }, of: defaultRate },
    resume: 'fixed',
    label: 'learning rate',
  } satisfies Hyperparameter<number>,

  momentum: {
    flag: '--momentum <part>',
    group: 'Training',
    help: 'of momentum and nesterov: what is left of a step in the next (default: 0.9)',
    values: fraction,
    resume: 'fixed',
    label: 'momentum',
  } satisfies Hyperparameter<number>,

  weightDecay: {
    flag: '--weight-decay <rate>',
    group: 'Training',
    help: 'how weights shrink: with the gradient, of adamw by themselves (default: 0; of adamw 0.01)',
    values: notNegative,
    resume: 'fixed',
    label: 'weight decay',
  } satisfies Hyperparameter<number>,

  clipNorm: {
    flag: '--clip-norm <norm>',
    group: 'Training',
    help: "the norm of a minibatch's gradient at most",
    values: positive,
    resume: 'fixed',
    label: 'norm at most',
  } satisfies Hyperparameter<number>,

  labelSmoothing: {
    flag: '--label-smoothing <part>',
    group: 'Training',
    help: 'part of a label that goes to all classes alike',
    values: fraction,
    resume: 'fixed',
    label: 'label smoothing',
  } satisfies Hyperparameter<number>,

  classWeight: {
    flag: '--class-weight <weights>',
    group: 'Training',
    help: 'how much the examples of each class count: balanced, or a number for each',
    values: weights,
    resume: 'fixed',
    label: 'class weights',
  } satisfies Hyperparameter<'balanced' | readonly number[]>,

  seed: {
    flag: '--seed <n>',
    group: 'Training',
    help: 'decides initial weights, order and split',
    values: seeds,
    default: { value: 1 },
    resume: 'fixed',
    label: 'seed',
  } satisfies Hyperparameter<number>,
}
