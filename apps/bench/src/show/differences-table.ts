import type { Difference } from '../records/differences.js'
import { thousands } from './format.js'
import type { Table } from './table.js'

/** What changed, a measurement a row. */
export function differencesTable(title: string, differences: readonly Difference[]): Table {
  return {
    title,
    columns: ['scenario', 'strategy', 'threads', 'examples/s before', 'after', 'change', 'beyond noise'],
    text: 2,
    rows: differences.map(({ before, after, ratio, changed }) => [
      after.scenario,
      after.strategy,
      String(after.threads),
      thousands(before.examplesPerSecond.median),
      thousands(after.examplesPerSecond.median),
      signedPercent(ratio - 1),
      changed ? (ratio > 1 ? 'faster' : 'slower') : 'no',
    ]),
  }
}

function signedPercent(share: number): string {
  return `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)} %`
}
