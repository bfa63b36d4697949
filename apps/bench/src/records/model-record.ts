import { blockCount } from '@antigrad/core/internal'
import { assumptionsFor, MACHINES_ASSUMPTIONS } from '../model/assumptions.js'
import { type MeasuredPoint, machinesOf } from '../model/measure-steps.js'
import { MACHINE_NETWORKS } from '../model/networks.js'
import type { StepModel } from '../model/step-model.js'
import { MACHINES, MACHINES_BATCH_SIZES } from '../show/machines-table.js'
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
  const machines = machinesOf(sizes, points, models)
  return {
    ...headOf('model'),
    sizes,
    assumptions: assumptionsFor(Math.max(...points.map(({ threads }) => threads))),
    points,
    machines: {
      model: machines,
      threads: machines.threads,
      assumptions: MACHINES_ASSUMPTIONS,
      networks: MACHINE_NETWORKS.map((network) => ({
        ...network,
        modelled: MACHINES_BATCH_SIZES.flatMap((batchSize) =>
          MACHINES.filter((count) => count <= blockCount(batchSize)).map((count) => ({
            batchSize,
            machines: count,
            examplesPerSecond: machines.throughput(batchSize, count, network),
          })),
        ),
      })),
    },
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
  const { model: _, ...machines } = record.machines
  return { ...record, machines, models: record.models.map(({ model: _, ...rest }) => rest) } as RecordHead
}
