/** What `antigrad train` does when it is not told: chosen by trying several on the digits, with several seeds. */
export const DEFAULTS = {
  data: 'mnist',
  hidden: [128],
  epochs: 20,
  batchSize: 10,
  learningRate: 3,
  seed: 1,
  threads: 'auto',
  strategy: 'slices',
  checkpointEvery: '10s',
  valSplit: 0.1,
} as const

/**
 * The same for a .csv file: few rows and columns, scaled to deviation 1. Rates from 1 to 6 were tried on iris,
 * balance scales and Friedman's function, with four seeds: classes are learned alike, numbers not at all with 1.
 */
export const TABLE_DEFAULTS = { ...DEFAULTS, hidden: [16], epochs: 200, learningRate: 4 } as const
