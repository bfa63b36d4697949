import type { EpochEntry, EpochLogFormat } from './format.js'
import { LOG_PATHS } from './paths.js'

const NEWLINE = 0x0a

/** The columns, the same in every run: what a run does not have is empty. */
const COLUMNS: readonly (readonly [
  name: string,
  value: (entry: EpochEntry) => number | string | undefined,
])[] = [
  ['epoch', ({ record }) => record.epoch],
  ['loss', ({ record }) => record.loss],
  ['accuracy', ({ record }) => record.accuracy],
  ['val_loss', ({ record }) => record.valLoss],
  ['val_accuracy', ({ record }) => record.valAccuracy],
  ['val_metric', ({ record }) => record.valMetric],
  ['test_loss', ({ record }) => record.testLoss],
  ['test_accuracy', ({ record }) => record.testAccuracy],
  ['examples_per_second', ({ examplesPerSecond }) => examplesPerSecond],
  ['time', ({ time }) => time.toISOString()],
]
const HEADER = Buffer.from(`${COLUMNS.map(([name]) => name).join(',')}\n`)

/** `log.csv`: a row for each epoch. */
export const CSV: EpochLogFormat = {
  path: LOG_PATHS.csv[0],

  begin: () => HEADER,

  encode(entry) {
    const cells = COLUMNS.map(([, value]) => {
      const cell = value(entry)
      return cell === undefined || Number.isNaN(cell) ? '' : String(cell)
    })
    return Buffer.from(`${cells.join(',')}\n`)
  },

  kept(bytes, epochs) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    // Of another version, perhaps: it is written anew.
    if (!text.subarray(0, HEADER.length).equals(HEADER)) return { length: 0, epoch: 0 }
    let kept = { length: HEADER.length, epoch: 0 }
    for (let start = kept.length; ; start = kept.length) {
      const end = text.indexOf(NEWLINE, start)
      const epoch = Number.parseInt(text.toString('latin1', start, Math.min(end, start + 20)), 10)
      if (end < 0 || !(epoch > kept.epoch && epoch <= epochs)) return kept
      kept = { length: end + 1, epoch }
    }
  },
}
