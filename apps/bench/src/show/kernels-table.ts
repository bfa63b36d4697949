import type { KernelRate } from '../kernels/measure.js'
import type { MeetingCost } from '../kernels/meeting-cost.js'
import { brief, percent } from './format.js'
import type { Table } from './table.js'

export function kernelsTable(rates: readonly KernelRate[], peak: number): Table {
  return {
    title: `Kernels on one core; the register loop's peak in the same run: ${peak.toFixed(1)} GFLOP/s`,
    columns: ['kernel', 'size', 'a call', 'GFLOP/s', 'of the peak', 'values/ns'],
    text: 2,
    rows: rates.map(({ name, size, seconds, gflops, ofPeak, valuesPerNanosecond }) => [
      name,
      size,
      brief(seconds),
      ...(gflops > 0 ? [gflops.toFixed(1), percent(ofPeak)] : ['–', '–']),
      valuesPerNanosecond.toPrecision(2),
    ]),
  }
}

export function meetingTable(costs: readonly MeetingCost[]): Table {
  return {
    title: 'What it costs workers to meet',
    columns: ['workers', 'waiting', 'barrier', 'a piscina task for each', 'ratio'],
    text: 0,
    rows: costs.map(({ workers, spins, barrier, tasks }) => [
      String(workers),
      spins ? 'spinning' : 'asleep',
      brief(barrier),
      brief(tasks),
      `${Math.round(tasks / barrier)}×`,
    ]),
  }
}
