/** What `antigrad train` does when it is not told: chosen by measurement on the digits (docs/performance.md). */
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
