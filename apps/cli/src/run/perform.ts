import { join } from 'node:path'
import type { EpochResult } from '@antigrad/core'
import type { ParallelTrainer } from '@antigrad/parallel'
import { RUN_FILES } from '@antigrad/store'
import { print } from '../output.js'
import type { Progress } from '../progress.js'
import { percent, thousands } from '../show/format.js'
import { type RunResult, resultJson, resultLines } from '../show/result.js'
import { encodeState } from './checkpoint.js'
import { configToJson } from './config.js'
import { weightsHashOf } from './fingerprint.js'
import type { Interval } from './interval.js'
import type { OpenedRun } from './open.js'
import type { StopRequest } from './stop.js'
import { Run, type Trained } from './train.js'
import { startTrainer } from './trainer.js'

/** How a run is to be performed. */
export interface Performance {
  readonly every: Interval
  readonly json: boolean
  readonly progress: Progress
  readonly stop: StopRequest
}

/** Trains a run, evaluates and saves its model, and says what came of it, in its log too. */
export async function perform(run: OpenedRun, how: Performance): Promise<void> {
  const { folder, config, dataset, state } = run
  const trainer = await startTrainer(config, dataset, state)
  try {
    await folder.writeConfig(configToJson(config))
    await log(run, { type: 'start', position: trainer.position, ...configToJson(config) })
    const trained = await train(run, how, trainer).catch(async (error: unknown) => {
      await log(run, { type: 'end', error: String(error) }).catch(() => undefined)
      throw error
    })
    await finish(run, how, trainer, trained)
  } finally {
    how.progress.end()
    await trainer.close()
  }
}

function train(run: OpenedRun, how: Performance, trainer: ParallelTrainer): Promise<Trained> {
  const { folder, config, dataset, state } = run
  const { count } = dataset.train
  const { progress, json, every, stop } = how
  const begin = trainer.position
  const before = (begin.epoch - 1) * count + begin.done
  progress.begin({
    epochs: config.epochs,
    examples: config.epochs * count - before,
    standing: () => {
      const { epoch, done } = trainer.position
      return { epoch, trained: (epoch - 1) * count + done - before }
    },
  })
  const onEpoch = (result: EpochResult, examplesPerSecond: number): void => {
    const { epoch, loss, accuracy } = result
    progress.line(
      `epoch ${String(epoch).padStart(String(config.epochs).length)}/${config.epochs}  loss ${loss.toFixed(5)}  accuracy ${percent(accuracy)}  ${thousands(examplesPerSecond)} examples/s`,
    )
    const entry = { type: 'epoch', epoch, loss, accuracy, examplesPerSecond }
    if (json) print(JSON.stringify(entry))
    // A log that cannot be written ends the run where its next checkpoint cannot be saved either.
    log(run, entry).catch(() => undefined)
  }
  return new Run({
    config,
    count,
    meaning: dataset.train,
    trainer,
    folder,
    every,
    stop,
    history: state?.history ?? [],
    onEpoch,
  }).train()
}

async function finish(
  run: OpenedRun,
  how: Performance,
  trainer: ParallelTrainer,
  { network, history, seconds, examples }: Trained,
): Promise<void> {
  const { folder, config, dataset } = run
  const evaluation = await trainer.evaluate()
  const position = { epoch: config.epochs + 1, done: 0 }
  await folder.saveModel(encodeState(config, dataset.train, { network, history, position }))
  const result: RunResult = {
    evaluation,
    weightsHash: weightsHashOf(network),
    seconds,
    examplesPerSecond: examples > 0 ? examples / seconds : 0,
    threads: trainer.workers,
    model: join(folder.path, RUN_FILES.model),
  }
  await log(run, JSON.parse(resultJson(result)))
  how.progress.end()
  if (how.json) print(resultJson(result))
  else for (const line of resultLines(result)) print(line)
}

function log({ folder }: OpenedRun, entry: object): Promise<void> {
  return folder.appendLog({ time: new Date().toISOString(), ...entry })
}
