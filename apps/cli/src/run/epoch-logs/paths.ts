/** TensorBoard reads files whose names hold `tfevents`. */
const EVENTS = 'events.out.tfevents.antigrad'

/** Where the files of each log lie in a run's folder. TensorBoard has one for each part of the examples. */
export const LOG_PATHS = {
  csv: [['log.csv']],
  tensorboard: [
    ['tensorboard', 'train', EVENTS],
    ['tensorboard', 'validation', EVENTS],
    ['tensorboard', 'test', EVENTS],
  ],
} as const
