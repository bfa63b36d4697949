import { join } from 'node:path'
import { note, print } from '@antigrad/command'
import type { Decision, ParallelTrainer } from '@antigrad/parallel'
import { RUN_FILES } from '@antigrad/store'
import { programName } from '../program.js'
import type { Progress } from '../progress.js'
import { isLeader } from '../ranks/job.js'
import { epochLine } from '../show/epoch.js'
import { EpochLines } from '../show/epoch-lines.js'
import { type RunResult, resultJson, resultLines } from '../show/result.js'
import { encodeState, meaningOf } from './checkpoint.js'
import { classMetricsOf } from './class-metrics.js'
import { configToJson } from './config.js'
import { EpochLogs, type LogName, logNamesFor } from './epoch-logs/epoch-logs.js'
import { evaluateNetwork } from './evaluate.js'
import { weightsHashOf } from './fingerprint.js'
import { fitOf } from './fit.js'
import { healthNotes } from './health.js'
import { idleNote } from './idle.js'
import type { Interval } from './interval.js'
import { areLabels, labelMetricsOf } from './labels.js'
import type { OpenedRun } from './open.js'
import { type EpochRecord, isFinished } from './state.js'
import { StopRequest } from './stop.js'
import { Run, type Trained } from './train.js'
import { startTrainer } from './trainer.js'
import { Watch } from './watch.js'

/** How a run is to be performed. */
export interface Performance {
  readonly every: Interval
  readonly json: boolean
  readonly progress: Progress
  /** Whether the result names the kernels. */
  readonly kernels: boolean
  /** Whether a report is to show how well each epoch did on the test part. */
  readonly tests: boolean
  /** The epoch after which the run pauses, where it is not to be trained to its end. */
  readonly until?: number
  /** What is written of each epoch beside log.jsonl, to go on with what the folder has. */
  readonly logs: readonly LogName[]
}

/**
 * Trains a run, evaluates and saves its model, and says what came of it, in its log too.
 * @returns whether it is finished; where it was to pause before its end, its checkpoint is all that there is of it
 */
export async function perform(run: OpenedRun, how: Performance): Promise<boolean> {
  const { folder, config, data, state, job } = run
  const idle = idleNote(config, data.dataset.train.count, job?.ranks)
  if (idle !== undefined) note(`note: ${idle}`)
  const trainer = await startTrainer(config, data.dataset, run)
  let logs: EpochLogs | undefined
  try {
    await folder.writeConfig(configToJson(config))
    const { position } = trainer
    await log(run, { type: 'start', position, ...configToJson(config), ...(job && { ranks: job.ranks }) })
    const names = isLeader(job) ? logNamesFor(how.logs, [folder.path]) : []
    logs = await EpochLogs.open(folder.path, names, state)
    const took = new Set<number>()
    const trained = await train(run, how, { trainer, logs, took }).catch(async (error: unknown) => {
      await log(run, { type: 'end', error: String(error) }).catch(() => undefined)
      throw error
    })
    if (!isFinished(config, trained.state)) {
      const epoch = trained.state.position.epoch - 1
      await log(run, { type: 'pause', epoch })
      await logs.settled()
      note(
        `paused after epoch ${epoch} of ${config.epochs}; ${programName()} train --resume ${folder.path} goes on`,
      )
      return false
    }
    await finish(run, how, trainer, trained, took)
    await logs.settled()
    return true
  } finally {
    how.progress.end()
    try {
      await logs?.close()
    } finally {
      await trainer.close()
    }
  }
}

/** What trains, and what takes what is to be told of it. */
interface Training {
  readonly trainer: ParallelTrainer
  readonly logs: EpochLogs
  /** Takes how many threads were decided to take part, where it was. */
  readonly took: Set<number>
}

function train(run: OpenedRun, how: Performance, { trainer, logs, took }: Training): Promise<Trained> {
  const { folder, config, data, state, job } = run
  const { count } = data.dataset.train
  const { progress, json, every, tests, until } = how
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
  const lines = new EpochLines(config.epochs, (line) => progress.line(line))
  const onEpoch = (record: EpochRecord, examplesPerSecond: number): void => {
    lines.add(record.epoch, epochLine(record, config, examplesPerSecond))
    const { epoch, loss, accuracy, ...unseen } = record
    const entry = { type: 'epoch', epoch, loss, accuracy, examplesPerSecond, ...unseen }
    if (json) print(JSON.stringify(entry))
    // A log that cannot be written ends the run where its next checkpoint cannot be saved either.
    log(run, entry).catch(() => undefined)
    logs.append({ record, time: new Date(), examplesPerSecond })
  }
  const onDecision = ({ epoch, example, workers: threads, speeds }: Decision): void => {
    took.add(threads)
    const measured = speeds.map(({ workers, examplesPerSecond }) => [workers, examplesPerSecond])
    const entry = {
      type: 'threads',
      epoch,
      example,
      threads,
      examplesPerSecond: Object.fromEntries(measured),
    }
    log(run, entry).catch(() => undefined)
  }
  const meaning = meaningOf(data)
  const classifies = data.test.labels !== undefined
  const stop = new StopRequest()
  const { metric = 'error', patience } = config
  const watch = patience === undefined ? undefined : new Watch(metric, data.dataset.test, data.form)
  const known = { config, count, meaning, trainer, folder, state, job, classifies, watch }
  return new Run({ ...known, every, stop, tests, until, onDecision, onEpoch })
    .train()
    .finally(() => lines.end())
}

async function finish(
  run: OpenedRun,
  how: Performance,
  trainer: ParallelTrainer,
  { state, seconds, examples }: Trained,
  took: ReadonlySet<number>,
): Promise<void> {
  const { folder, config, data, job } = run
  const { test, dataset, form } = data
  // From here on a signal ends the process where it is: the terminal is left as it was.
  how.progress.end()
  const network = state.best?.network ?? state.average ?? state.network
  const model = join(folder.path, RUN_FILES.model)
  // The trainer's second part is the test part, unless the run has one for validation: that all ranks evaluate together.
  const together = test === dataset.test ? await trainer.evaluate() : undefined
  if (!isLeader(job)) return
  const evaluation = together ?? evaluateNetwork(network, test, model, trainer.kernels)
  // A checkpoint has what the run goes on from; a model is what people use.
  const { average, states, ...kept } = state
  await folder.saveModel(encodeState(config, meaningOf(data), { ...kept, network }))
  for (const line of healthNotes({ config, history: state.history, network, train: dataset.train })) {
    note(`note: ${line}`)
  }
  const outputs = network.predictBatch(test.features)
  const several = areLabels(network.architecture.head, form)
  const result: RunResult = {
    evaluation,
    classes: test.classes,
    metrics: test.labels && classMetricsOf(evaluation, outputs, test.labels),
    onTraining: data.testsOnTraining === true,
    fit: form?.task === 'regress' && !several ? fitOf(outputs, test, form) : undefined,
    ...(several && form && { labels: labelMetricsOf(outputs, test, form) }),
    bestEpoch: state.best?.epoch,
    metric: config.metric,
    weightsHash: weightsHashOf(network),
    seconds,
    examplesPerSecond: examples > 0 ? examples / seconds : 0,
    threads: trainer.workers,
    ...(job && { ranks: job.ranks }),
    ...(how.kernels && { kernels: trainer.kernels }),
    took: [...took],
    model,
  }
  await log(run, JSON.parse(resultJson(result)))
  if (how.json) print(resultJson(result))
  else for (const line of resultLines(result)) print(line)
}

function log({ folder }: OpenedRun, entry: object): Promise<void> {
  return folder.appendLog({ time: new Date().toISOString(), ...entry })
}
