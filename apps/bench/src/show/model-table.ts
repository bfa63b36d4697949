import type { MeasuredPoint } from '../model/measure-steps.js'
import type { StepModel } from '../model/step-model.js'
import { quantile } from '../statistics.js'
import { brief, percent, thousands } from './format.js'
import type { Table } from './table.js'

export const MODEL_CORES = [1, 2, 4, 8, 16, 32, 64, 128] as const
export const MODEL_BATCH_SIZES = [10, 32, 128, 512, 1024, 4096] as const

/** Modelled examples per second, a minibatch a row. */
export function modelTable(name: string, model: StepModel): Table {
  return {
    title: `MODEL, not measured: examples/s of ${name}, ${model.strategy}, by cores`,
    columns: ['minibatch', ...MODEL_CORES.map((cores) => (cores === 1 ? '1 core' : `${cores} cores`))],
    text: 0,
    rows: MODEL_BATCH_SIZES.map((batchSize) => [
      String(batchSize),
      ...MODEL_CORES.map((threads) => thousands(model.throughput({ threads, batchSize }))),
    ]),
  }
}

/** The fitted costs that are not 0. */
export function costTable(name: string, model: StepModel): Table {
  return {
    title: `Fitted costs of ${name}, ${model.strategy}`,
    columns: ['phase', 'cost', 'seconds'],
    text: 2,
    rows: model.costs
      .filter(({ seconds }) => seconds > 0)
      .map(({ phase, name, seconds }) => [phase, name, small(seconds)]),
  }
}

/** How far the model is from the measured rates. */
export function errorLine(model: StepModel, points: readonly MeasuredPoint[]): string {
  const errors = modelErrors(model, points)
  const cores = Math.max(...points.map((point) => point.threads))
  return `${model.strategy}: error on ${errors.length} measured points (1 … ${cores} threads): median ${percent(quantile(errors, 0.5))}, at most ${percent(Math.max(...errors))}`
}

/** |modelled / measured − 1| of each point of the model's strategy. */
export function modelErrors(model: StepModel, points: readonly MeasuredPoint[]): number[] {
  return points
    .filter((point) => point.strategy === model.strategy)
    .map((point) => Math.abs(model.throughput(point) / point.examplesPerSecond - 1))
}

function small(seconds: number): string {
  return seconds < 1e-7 ? `${(seconds * 1e9).toPrecision(3)} ns` : brief(seconds)
}
