import { eventFileBegin, eventsIn, scalarsEvent } from '@antigrad/formats/tensorboard'
import type { EpochEntry, EpochLogFormat } from './format.js'
import { LOG_PATHS } from './paths.js'

const seconds = (time: Date): number => time.getTime() / 1000

/**
 * An event file in a folder of its own. As Keras has it, folders have the same tags: TensorBoard draws what has one tag in one
 * picture, a line for each folder. An epoch that is trained again has the same tags, and so as many bytes as before: an open
 * TensorBoard goes on at the byte where it was, however the file was cut off between.
 */
function eventFile(
  path: readonly string[],
  valuesOf: (entry: EpochEntry) => Readonly<Record<string, number | undefined>>,
): EpochLogFormat {
  return {
    path,

    begin: (time) => eventFileBegin(seconds(time)),

    encode(entry) {
      const values = new Map(
        Object.entries(valuesOf(entry)).flatMap(([tag, value]) =>
          value === undefined || Number.isNaN(value) ? [] : [[tag, value] as const],
        ),
      )
      if (values.size === 0) return undefined
      return scalarsEvent({ step: entry.record.epoch, time: seconds(entry.time), values })
    },

    kept(bytes, epochs, file) {
      let kept = { length: 0, epoch: 0 }
      for (const { step, end } of eventsIn(bytes, file)) {
        if (kept.length > 0 && !(step > kept.epoch && step <= epochs)) break
        kept = { length: end, epoch: step }
      }
      return kept
    },
  }
}

const [TRAIN, VALIDATION, TEST] = LOG_PATHS.tensorboard

/** `tensorboard/`: an event file for each part of the examples. */
export const TENSORBOARD: readonly EpochLogFormat[] = [
  eventFile(TRAIN, ({ record: { loss, accuracy }, examplesPerSecond }) => ({
    epoch_loss: loss,
    epoch_accuracy: accuracy,
    examples_per_second: examplesPerSecond,
  })),
  eventFile(VALIDATION, ({ record: { valLoss, valAccuracy, valMetric } }) => ({
    epoch_loss: valLoss,
    epoch_accuracy: valAccuracy,
    epoch_metric: valMetric,
  })),
  eventFile(TEST, ({ record: { testLoss, testAccuracy } }) => ({
    epoch_loss: testLoss,
    epoch_accuracy: testAccuracy,
  })),
]
