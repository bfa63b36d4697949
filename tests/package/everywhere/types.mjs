import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { output } from './processes.mjs'

/** Every entry, and what options and results are used like, for a compiler that is as strict as can be. */
export const USE = `import { fromRows, invertTargets, type Model, readModel, rowFeatures, tableFormOf, Trainer, type TrainingOptions, writeModel } from 'antigrad'
import * as data from 'antigrad/data'
import * as internal from 'antigrad/internal'
import * as lecture from 'antigrad/lecture'
import * as metrics from 'antigrad/metrics'
import * as node from 'antigrad/node'
import { ParallelTrainer, type WorkerThread } from 'antigrad/parallel'
import * as predict from 'antigrad/predict'
import { simd } from 'antigrad/predict-simd'
import * as safetensors from 'antigrad/safetensors'
import 'antigrad/worker'

export const entries = [data, internal, lecture, metrics, node, predict, safetensors]
const dataset = fromRows([{ a: 1, b: 'x' }, { a: 2, b: 'y' }], { label: 'b', seed: undefined })
const options: TrainingOptions = { dataset, hidden: [3], batchSize: 1, learningRate: 1, seed: 1, kernels: undefined }

export async function use(bytes: Uint8Array, worker: () => WorkerThread): Promise<number> {
  const trainer = new Trainer(options)
  for await (const { epoch } of trainer.train({ epochs: 3, signal: undefined })) epoch.toFixed()
  const [first] = await trainer.train({ epochs: 1 })
  const kept = writeModel(trainer.network, { classes: dataset.train.classes, table: dataset.form, notes: [{ by: 'me' }] })
  const model: Model = readModel(kept)
  const form = tableFormOf(model.description)
  invertTargets(model.network.predictBatch(rowFeatures([{ a: 1 }], form)), form?.scaling.targets).fill(0)
  predict.readModel(bytes, { predictor: simd }).predictBatch([[1, 2]])
  await using parallel = await ParallelTrainer.start({ ...options, worker, workers: undefined })
  return parallel.workers + (first?.loss ?? 0)
}
`

/** The declarations, without those of the DOM and of Node, by every compiler and way to find modules. */
export function typeCases(folder, compilers) {
  return Object.entries(compilers).map(([name, compiler]) => ({
    name,
    run: async () => {
      writeFileSync(join(folder, 'use.mts'), USE)
      for (const resolution of ['bundler', 'node16', 'nodenext']) {
        writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(configOf(resolution)))
        await output(folder, [process.execPath, compiler, '-p', '.'])
      }
      return 'bundler, node16 and nodenext'
    },
  }))
}

/** Options of a compiler that is as strict as can be, without the types of the DOM and of Node. */
export function configOf(moduleResolution) {
  return {
    compilerOptions: {
      noEmit: true,
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      target: 'es2022',
      lib: ['es2023'],
      types: [],
      module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution,
      moduleResolution,
    },
    files: ['use.mts'],
  }
}
