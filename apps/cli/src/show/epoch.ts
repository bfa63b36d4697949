import type { RunConfig } from '../run/config.js'
import type { EpochRecord } from '../run/state.js'
import { percent, thousands } from './format.js'

/** Losses from here on are written with a power of ten. */
const LARGE = 1000

/** An epoch as a line of progress: 80 columns, of up to a thousand epochs. */
export function epochLine(
  record: EpochRecord,
  { epochs, metric }: Pick<RunConfig, 'epochs' | 'metric'>,
  examplesPerSecond: number,
): string {
  const { epoch, loss, accuracy, valLoss, valAccuracy, valMetric, testLoss, testAccuracy } = record
  const begin = `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`
  const [name, unseenLoss, unseenAccuracy = Number.NaN] =
    valLoss === undefined ? ['test', testLoss, testAccuracy] : ['validation', valLoss, valAccuracy]
  if (unseenLoss === undefined) {
    const right = Number.isNaN(accuracy) ? '' : `, accuracy ${percent(accuracy)}`
    return `${begin}  train loss ${lossText(loss)}${right}  ${thousands(examplesPerSecond)} examples/s`
  }
  // There is no room for all: what is chosen by has it first.
  const own = valMetric !== undefined
  const train = withAccuracy(loss, own ? Number.NaN : accuracy)
  const unseen = withAccuracy(unseenLoss, own ? Number.NaN : unseenAccuracy)
  const measured = own ? [`${metric} ${valMetric.toPrecision(4)}`] : []
  return [begin, `loss: train ${train}, ${name} ${unseen}`, ...measured].join('  ')
}

/** `0.12346 (98.76 %)`; without an accuracy the loss alone. */
function withAccuracy(loss: number, accuracy: number): string {
  return Number.isNaN(accuracy) ? lossText(loss) : `${lossText(loss)} (${percent(accuracy)})`
}

function lossText(loss: number): string {
  return loss < LARGE ? loss.toFixed(5) : loss.toExponential(3)
}
