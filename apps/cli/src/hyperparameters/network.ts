import type { Hyperparameter } from './hyperparameter.js'
import { layers } from './values.js'

/** What is trained. */
export const NETWORK = {
  hidden: {
    flag: '--hidden <sizes>',
    group: 'Network',
    help: 'units of the hidden layers; none for no such layer',
    values: layers,
    // A table has few columns.
    default: { value: [128], table: [16] },
    resume: 'fixed',
    label: 'units',
    show: (_, { sizes }) => sizes.join(' – '),
  } satisfies Hyperparameter<readonly number[]>,
}
