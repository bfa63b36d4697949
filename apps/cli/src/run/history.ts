import type { EpochRecord } from './state.js'

/** Records that a run keeps, beside the last: a checkpoint's header can hold them, however long the run. */
export const MOST_RECORDS = 10_000

/** Keeps an epoch. Of more than `MOST_RECORDS`, every second is kept, then every fourth, and always the last. */
export function keepRecord(history: EpochRecord[], record: EpochRecord): void {
  const stride = strideOf(record.epoch)
  const last = history.length - 1
  if (last >= 0 && history[last].epoch % stride !== 0) history.length = last
  if (stride > strideOf(record.epoch - 1)) {
    const kept = history.filter(({ epoch }) => epoch % stride === 0)
    history.splice(0, history.length, ...kept)
  }
  history.push(record)
}

/** The epochs of which a run keeps a record when it has done so many. */
export function keptEpochs(done: number): number[] {
  const stride = strideOf(done)
  const epochs = Array.from({ length: Math.floor(done / stride) }, (_, index) => (index + 1) * stride)
  if (done % stride !== 0) epochs.push(done)
  return epochs
}

/** Epochs from one record to the next. It follows from the epochs done alone: a resumed run keeps the same ones. */
function strideOf(done: number): number {
  let stride = 1
  while (done / stride > MOST_RECORDS) stride *= 2
  return stride
}
