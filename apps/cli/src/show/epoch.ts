import type { EpochRecord } from '../run/state.js'
import { percent, thousands } from './format.js'

/** An epoch as a line of progress. */
export function epochLine(record: EpochRecord, epochs: number, examplesPerSecond: number): string {
  const { epoch, loss, accuracy, valLoss, valAccuracy } = record
  const parts = [
    `epoch ${String(epoch).padStart(String(epochs).length)}/${epochs}`,
    `loss ${loss.toFixed(5)}`,
  ]
  if (!Number.isNaN(accuracy)) parts.push(`accuracy ${percent(accuracy)}`)
  if (valLoss !== undefined) parts.push(`validation ${valLoss.toFixed(5)}`)
  if (valAccuracy !== undefined && !Number.isNaN(valAccuracy)) parts.push(percent(valAccuracy))
  parts.push(`${thousands(examplesPerSecond)} examples/s`)
  return parts.join('  ')
}
