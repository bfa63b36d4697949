import { METRIC_NAMES, type MetricName } from '../run/metric.js'
import type { Hyperparameter } from './hyperparameter.js'
import { count, oneOf, part, wholeFrom } from './values.js'

/** The part for validation where patience alone is asked for. */
const SPLIT = 0.1

/** What is kept from training to see how well it goes. */
export const VALIDATION = {
  folds: {
    flag: '--folds <k>',
    group: 'Validation',
    help: 'cross-validation: divide all examples into k parts, and train k times, tested on another part each time',
    values: wholeFrom(2),
    resume: 'fixed',
    label: 'folds',
  } satisfies Hyperparameter<number>,

  fold: {
    flag: '--fold <n>',
    group: 'Validation',
    help: 'of --folds: train the run alone that is tested on part n, from 1',
    values: count,
    resume: 'fixed',
    label: 'tested on fold',
  } satisfies Hyperparameter<number>,

  valSplit: {
    flag: '--val-split <part>',
    group: 'Validation',
    help: 'part of the training examples for validation',
    values: part,
    default: { value: SPLIT, with: 'patience' },
    resume: 'fixed',
    label: 'validation',
    show: (kept) => `${+(kept * 100).toPrecision(6)} % of the training part`,
  } satisfies Hyperparameter<number>,

  patience: {
    flag: '--patience <n>',
    group: 'Validation',
    help: `end after n epochs without a better --metric in validation, and keep the best weights (with --val-split ${SPLIT} unless given)`,
    values: count,
    resume: 'fixed',
    label: 'patience',
    show: (kept, { bestEpoch }) => `${kept} epochs, epoch ${bestEpoch} kept`,
  } satisfies Hyperparameter<number>,

  metric: {
    flag: '--metric <name>',
    group: 'Validation',
    help: 'what --patience goes by in validation (default: error, the loss)',
    values: oneOf(...METRIC_NAMES),
    default: { value: 'error', with: 'patience' },
    resume: 'fixed',
    label: 'metric',
  } satisfies Hyperparameter<MetricName>,
}
