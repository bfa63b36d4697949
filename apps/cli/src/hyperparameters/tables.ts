import {
  DELIMITERS,
  type Delimiter,
  MISSING_POLICIES,
  type MissingPolicy,
  UNKNOWN_POLICIES,
  type UnknownPolicy,
} from '@antigrad/data'
import { InvalidArgumentError } from 'commander'
import { numberBetween } from '../flags.js'
import type { Hyperparameter } from './hyperparameter.js'
import { columns, oneOf, text, type Values } from './values.js'

/** Names of delimiters that a shell would take for something else. */
const NAMED: Readonly<Record<string, Delimiter>> = { tab: '\t', space: ' ' }

const delimiters: Values<Delimiter> = {
  parse(given) {
    const found = NAMED[given] ?? DELIMITERS.find((each) => each === given)
    if (found !== undefined) return found
    throw new InvalidArgumentError('Expected , ; | :: tab or space.')
  },
  expected: 'what separates cells',
  accepts: (json) => DELIMITERS.some((each) => each === json),
  write: (kept) => Object.keys(NAMED).find((name) => NAMED[name] === kept) ?? kept,
}

const yesOrNo: Values<boolean> = {
  parse(given) {
    if (given === 'yes' || given === 'no') return given === 'yes'
    throw new InvalidArgumentError('Expected yes or no.')
  },
  expected: 'true or false',
  accepts: (json) => typeof json === 'boolean',
  write: (kept) => (kept ? 'yes' : 'no'),
}

const codes: Values<readonly string[]> = {
  parse: (given) => (given === 'none' ? [] : given.split(',').map((code) => code.trim())),
  expected: 'a list of texts',
  accepts: (json) => Array.isArray(json) && json.every((code) => typeof code === 'string'),
  write: (kept) => (kept.length === 0 ? 'none' : kept.join(',')),
}

/** A part of the rows: from 0, below 1. */
const partOrNone: Values<number> = {
  parse: (given) => (/^0(?:\.0*)?$/.test(given) ? 0 : numberBetween(0, 1)(given)),
  expected: 'a number from 0 and below 1',
  accepts: (json) => typeof json === 'number' && json >= 0 && json < 1,
  write: String,
}

/** How a table is read and divided. What is seen from the table itself has no default. */
export const TABLES = {
  ignore: {
    flag: '--ignore <columns>',
    group: 'Data',
    help: 'of a table: what to leave out of all others',
    values: columns,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<readonly string[]>,

  sampleWeight: {
    flag: '--sample-weight <column>',
    group: 'Data',
    help: 'of a table: a column of numbers above 0, how much each row counts in training',
    values: text('the name or number of a column'),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<string>,

  group: {
    flag: '--group <column>',
    group: 'Data',
    help: 'of a table: a column whose rows of one value stay together, in training, validation or test',
    values: text('the name or number of a column'),
    within: 'table',
    resume: 'fixed',
    label: 'grouped by',
  } satisfies Hyperparameter<string>,

  header: {
    flag: '--header [yes|no]',
    group: 'Data',
    help: 'of a table: whether its first row names the columns, also --no-header (default: seen from it)',
    values: yesOrNo,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<boolean>,

  delimiter: {
    flag: '--delimiter <name>',
    group: 'Data',
    help: 'of a table: what separates cells: , ; | :: tab or space (default: seen from it)',
    values: delimiters,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<Delimiter>,

  decimal: {
    flag: '--decimal <mark>',
    group: 'Data',
    help: 'of a table: what marks decimals (default: seen from it)',
    values: oneOf('point', 'comma'),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<'point' | 'comma'>,

  missing: {
    flag: '--missing <what>',
    group: 'Data',
    help: 'of a table: refuse missing values, drop their rows, fill in the mean, or the mean and an input that says so (default: error)',
    values: oneOf(...MISSING_POLICIES),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<MissingPolicy>,

  naValues: {
    flag: '--na-values <texts>',
    group: 'Data',
    help: 'of a table: what stands for a missing value beside an empty cell, or none (default: ?,NA,N/A,NaN,null,<NA>,#N/A,\\N)',
    values: codes,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<readonly string[]>,

  unknown: {
    flag: '--unknown <what>',
    group: 'Data',
    help: 'of a table: refuse categories that training had not seen, or take them for none of its own (default: error)',
    values: oneOf(...UNKNOWN_POLICIES),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<UnknownPolicy>,

  testSplit: {
    flag: '--test-split <part>',
    group: 'Data',
    help: 'of a table: part of the rows held back to test with; 0 trains on all (default: 0.2)',
    values: partOrNone,
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<number>,

  testData: {
    flag: '--test-data <file>',
    group: 'Data',
    help: 'of a table: another to test with; all of the first is trained on',
    values: text('the path of a table'),
    within: 'table',
    resume: 'fixed',
  } satisfies Hyperparameter<string>,
}
