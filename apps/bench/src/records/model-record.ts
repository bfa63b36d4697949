import { assumptionsFor } from '../model/assumptions.js'
import type { MeasuredPoint } from '../model/measure-steps.js'
import type { StepModel } from '../model/step-model.js'
import { MODEL_BATCH_SIZES, MODEL_CORES, modelErrors } from '../show/model-table.js'
import { headOf, type RecordHead } from './record.js'

/** A record of `pnpm bench model`, with the models themselves. */
export type ModelRecord = ReturnType<typeof modelRecord>

/** The record of what was measured, fitted and modelled. */
export function modelRecord(
  sizes: readonly number[],
  points: readonly MeasuredPoint[],
  models: readonly StepModel[],
) {
  return {
    ...headOf('model'),
    sizes,
    assumptions: assumptionsFor(Math.max(...points.map(({ threads }) => threads))),
    points,
    models: models.map((model) => ({
      strategy: model.strategy,
      model,
      costs: model.costs,
      errors: modelErrors(model, points),
      modelled: MODEL_BATCH_SIZES.flatMap((batchSize) =>
        MODEL_CORES.map((cores) => ({
          batchSize,
          cores,
          examplesPerSecond: model.throughput({ threads: cores, batchSize }),
        })),
      ),
    })),
  }
}

/** The same as plain values. */
export function plainRecord(record: ModelRecord): RecordHead {
  return { ...record, models: record.models.map(({ model: _, ...rest }) => rest) } as RecordHead
}
