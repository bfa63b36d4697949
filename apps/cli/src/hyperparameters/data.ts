import type { Hyperparameter } from './hyperparameter.js'
import { columns, oneOf, text } from './values.js'

/** What is learned from. */
export const DATA = {
  data: {
    flag: '--data <where>',
    group: 'Data',
    help: 'mnist, mnist-full, a folder of IDX files or of pictures by class, a .npz file, or a table (.csv, .tsv, .data, .dat, .txt, .json, .jsonl, .npy, .parquet, - for standard input)',
    values: text('the name or path of a dataset'),
    default: { value: 'mnist' },
    // It may have moved; its fingerprint says whether it is the same.
    resume: 'free',
    label: 'data',
  } satisfies Hyperparameter<string>,

  label: {
    flag: '--label <columns>',
    group: 'Data',
    help: 'of a table, such as a .csv file: what to learn, by name or number',
    values: columns,
    within: 'table',
    resume: 'fixed',
    label: 'learned',
    show: (names) => names.join(', '),
  } satisfies Hyperparameter<readonly string[]>,

  features: {
    flag: '--features <columns>',
    group: 'Data',
    help: 'of a table: what to learn from (default: all others)',
    values: columns,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<readonly string[]>,

  categories: {
    flag: '--categories <columns>',
    group: 'Data',
    help: 'of a table: numbers that name kinds, not amounts',
    values: columns,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<readonly string[]>,

  task: {
    flag: '--task <name>',
    group: 'Data',
    help: 'of a table: what the label is (default: auto, seen from it)',
    values: oneOf('auto', 'classify', 'regress'),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<'auto' | 'classify' | 'regress'>,
}
