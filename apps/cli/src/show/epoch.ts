import type { RunConfig } from '../run/config.js'
import type { EpochRecord } from '../run/state.js'
import { percent, thousands } from './format.js'

/** An epoch as a line of progress. */
export function epochLine(
  record: EpochRecord,
  { epochs, metric }: Pick<RunConfig, 'epochs' | 'metric'>,
  examplesPerSecond: number,
): string {
  const { epoch, loss, accuracy, valLoss, valAccuracy, valMetric, testLoss, testAccuracy } = record
  const parts = [`epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`]
  for (const [name, ofLoss, ofAccuracy = Number.NaN] of [
    ['train', loss, accuracy],
    ['validation', valLoss, valAccuracy],
    ['test', testLoss, testAccuracy],
  ] as const) {
    if (ofLoss !== undefined) parts.push(`${name} loss ${ofLoss.toFixed(5)}`)
    if (!Number.isNaN(ofAccuracy)) parts.push(`accuracy ${percent(ofAccuracy)}`)
  }
  if (valMetric !== undefined) parts.push(`${metric} ${valMetric.toPrecision(5)}`)
  parts.push(`${thousands(examplesPerSecond)} examples/s`)
  return parts.join('  ')
}
