import type { DensityCost } from '../kernels/density.js'
import type { KernelRate } from '../kernels/measure.js'
import type { MeetingCost } from '../kernels/meeting-cost.js'
import type { ReluCost } from '../kernels/relu.js'
import type { SortingCost } from '../kernels/sorting.js'
import { brief, factor, percent } from './format.js'
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

export function densityTable(costs: readonly DensityCost[]): Table {
  return {
    title: 'The first layer of a step, product and gradient, without zeros and with them',
    columns: ['lit inputs', 'zeros left out', 'zeros multiplied', 'leaving them out is'],
    text: 0,
    rows: costs.map(densityCells),
  }
}

function densityCells({ lit, sparse, dense, ratio }: DensityCost): string[] {
  return [percent(lit), brief(sparse), brief(dense), `${factor(ratio)} as fast`]
}

export function reluTable(costs: readonly ReluCost[]): Table {
  return {
    title:
      'A hidden layer of 512 units over 128 rows, product and gradient, without zeros of its inputs and with them',
    columns: ['trained layer', 'lit inputs', 'zeros left out', 'zeros multiplied', 'leaving them out is'],
    text: 0,
    rows: costs.map((cost) => [String(cost.layer ?? 'none'), ...densityCells(cost)]),
  }
}

/** A row for each size of minibatch, a column for each number of units. */
export function sortingTable(costs: readonly SortingCost[]): Table {
  const units = [...new Set(costs.map((cost) => cost.units))]
  const batchSizes = [...new Set(costs.map((cost) => cost.batchSize))]
  return {
    title: "The first layer's gradient of a minibatch that is not sorted, times as fast as sorted",
    columns: ['rows', ...units.map((count) => `${count} units`)],
    text: 0,
    rows: batchSizes.map((rows) => [
      String(rows),
      ...costs.filter(({ batchSize }) => batchSize === rows).map(({ ratio }) => factor(ratio)),
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
