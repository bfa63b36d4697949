import type { Hyperparameter } from './hyperparameter.js'
import { count, positive, seeds } from './values.js'

/** How it is trained. The defaults were chosen by trying several on the digits, with several seeds. */
export const TRAINING = {
  epochs: {
    flag: '--epochs <n>',
    group: 'Training',
    help: 'how often each example is seen',
    values: count,
    // A table has few rows.
    default: { value: 20, table: 200 },
    resume: 'free',
    label: 'epochs',
    show: (asked, { epochs }) => (epochs === asked ? String(epochs) : `${epochs} of ${asked}`),
  } satisfies Hyperparameter<number>,

  batchSize: {
    flag: '--batch-size <n>',
    group: 'Training',
    help: 'examples of a step',
    values: count,
    default: { value: 10 },
    resume: 'fixed',
    label: 'batch size',
  } satisfies Hyperparameter<number>,

  learningRate: {
    flag: '--lr, --learning-rate <rate>',
    group: 'Training',
    help: 'learning rate',
    values: positive,
    // Of a table: rates from 1 to 6 were tried on iris, balance scales and Friedman's function, with four seeds;
    // classes are learned alike, numbers not at all with 1.
    default: { value: 3, table: 4 },
    resume: 'fixed',
    label: 'learning rate',
  } satisfies Hyperparameter<number>,

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
