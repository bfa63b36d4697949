import type { ScalingRecord, ScalingRow } from './record.js'

/** A record for tests: rates around `rate`, on a machine whose register loop ran at `peak` GFLOP/s. */
export function madeRecord(rate: number, peak = 20, changes: Partial<ScalingRow> = {}): ScalingRecord {
  const samples = [0.98, 0.99, 1, 1, 1.01, 1.02, 0.97].map((noise) => noise * rate)
  const row: ScalingRow = {
    scenario: 'small',
    sizes: [784, 30, 10],
    batchSize: 10,
    examples: 1000,
    strategy: 'slices',
    threads: 1,
    examplesPerSecond: { median: rate, low: 0.985 * rate, high: rate },
    samples,
    peaks: samples.map(() => peak),
    speedUp: 1,
    efficiency: 1,
    weightsHash: 'sha256:0',
    sameWeights: true,
    ...changes,
  }
  return {
    format: 'antigrad-bench',
    version: 1,
    kind: 'scaling',
    date: '2026-11-24T00:00:00.000Z',
    command: 'pnpm bench',
    commit: '0123456789ab',
    machine: { processor: 'Some Processor', cores: 2, memory: 8, system: 'linux x64', node: 'v20.0.0' },
    rows: [row, { ...row, threads: 2 }],
  }
}
