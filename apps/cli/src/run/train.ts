import type { EpochResult } from '@antigrad/core'
import type { Decision, ParallelTrainer } from '@antigrad/parallel'
import { STOP_SIGNALS, type StopSignal, signalOf } from '../exit.js'
import type { RunStorage } from '../ranks/follower-folder.js'
import { isLeader, type Job } from '../ranks/job.js'
import type { Meaning } from './checkpoint.js'
import { Checkpoints } from './checkpoints.js'
import type { RunConfig } from './config.js'
import { stoppedBy, withWhatIsKept } from './ending.js'
import { keepRecord } from './history.js'
import type { Elapsed, Interval } from './interval.js'
import { ProgressCopy } from './progress-copy.js'
import { type Best, type EpochRecord, isFinished, type RunState, validationLosses } from './state.js'
import type { StopRequest } from './stop.js'
import type { Watch } from './watch.js'

/** How often it is asked whether a checkpoint is due within an epoch, in milliseconds. */
const WATCH = 50

/** What a run is made of. */
export interface RunParts {
  readonly config: RunConfig
  /** Training examples of an epoch. */
  readonly count: number
  readonly meaning: Meaning
  readonly trainer: ParallelTrainer
  readonly folder: RunStorage
  readonly every: Interval
  readonly stop: StopRequest
  /** The processes that train the run together, where there are several: all stop where one of them is asked to. */
  readonly job: Job | undefined
  /** Whether the accuracy says something: not for regression. */
  readonly classifies: boolean
  /** What patience goes by, where the run has it. */
  readonly watch: Watch | undefined
  /** Whether the test part is asked after each epoch too, where the trainer has it. */
  readonly tests: boolean
  /** The epoch after which the run pauses, where it is not to be trained to its end. */
  readonly until: number | undefined
  /** Where the run stands, where it does not begin. */
  readonly state: RunState | undefined
  /** Called where it was decided how many threads take part. */
  readonly onDecision: (decision: Decision) => void
  /** Called after each epoch. */
  readonly onEpoch: (record: EpochRecord, examplesPerSecond: number) => void
}

/** What training came to. */
export interface Trained {
  readonly state: RunState
  /** Seconds that this command trained, checkpoints included, and the examples it trained in them. */
  readonly seconds: number
  readonly examples: number
}

/** Training from where the trainer stands to the last epoch, or to a pause before it, with checkpoints on the way. */
export class Run {
  readonly #parts: RunParts
  readonly #history: EpochRecord[]
  #best: Best | undefined
  readonly #checkpoints: Checkpoints
  readonly #progressCopy: ProgressCopy

  constructor(parts: RunParts) {
    const { folder, config, meaning, every, state } = parts
    this.#parts = parts
    this.#progressCopy = new ProgressCopy(parts.classifies)
    this.#history = [...(state?.history ?? [])]
    this.#best = state?.best
    this.#checkpoints = new Checkpoints(folder, config, meaning, every, this.#elapsed())
    if (state) this.#checkpoints.saved = state.position
  }

  /**
   * Trains. When this resolves, a checkpoint of the end is on the disk.
   * @throws Stopped after a signal, when a checkpoint is on the disk; Diverged or WorkerLost, with what can
   * be done; FileError as soon as a checkpoint cannot be saved
   */
  async train(): Promise<Trained> {
    const { trainer, stop, folder } = this.#parts
    const began = performance.now()
    const from = this.#examples()
    stop.listen((signal) => trainer.pause(STOP_SIGNALS[signal]))
    const watch = setInterval(() => {
      if (this.#checkpoints.due(this.#elapsed())) trainer.pause()
    }, WATCH)
    try {
      while (!this.#stoppedBy() && !this.#finished()) await this.#epoch()
      const seconds = (performance.now() - began) / 1000
      const examples = this.#examples() - from
      await this.#checkpoints.settled()
      const state = this.#state()
      this.#checkpoints.begin(state, this.#elapsed())
      await this.#checkpoints.settled()
      const signal = this.#stoppedBy()
      if (signal) throw stoppedBy(signal, trainer.position, folder.path)
      return { state, seconds, examples }
    } catch (error) {
      // What is being saved will be kept too; whether that fails is not what ended the run.
      await this.#checkpoints.settled().catch(() => undefined)
      const saved = isLeader(this.#parts.job) ? this.#checkpoints.saved : 'unknown'
      throw withWhatIsKept(error, folder.path, saved)
    } finally {
      clearInterval(watch)
      stop.leave()
    }
  }

  /** The signal that stops the run; where ranks train it together, once all know of it. */
  #stoppedBy(): StopSignal | undefined {
    const { trainer, stop, job } = this.#parts
    return job ? signalOf(trainer.pausedFor) : stop.signal
  }

  /** Trains to the end of the epoch, or to a pause; then begins a checkpoint, where one is due. */
  async #epoch(): Promise<void> {
    const before = this.#examples()
    const began = performance.now()
    const { trainer, onDecision } = this.#parts
    const result = await trainer.epoch()
    const seconds = (performance.now() - began) / 1000
    for (const decision of trainer.takeDecisions()) onDecision(decision)
    this.#checkpoints.check()
    if (result) {
      const record = await this.#record(result)
      keepRecord(this.#history, record)
      this.#parts.onEpoch(record, (this.#examples() - before) / seconds)
    }
    if (this.#checkpoints.due(this.#elapsed())) this.#checkpoints.begin(this.#state(), this.#elapsed())
  }

  /** What the epoch was like, on unseen examples too; by validation the best weights so far are kept. */
  async #record(result: EpochResult): Promise<EpochRecord> {
    const { config, trainer, classifies, tests, watch } = this.#parts
    const meaningful = (accuracy: number): number => (classifies ? accuracy : Number.NaN)
    const record = { ...result, accuracy: meaningful(result.accuracy) }
    if (config.valSplit === undefined) {
      if (!tests) return record
      const { loss: testLoss, accuracy } = await trainer.evaluate()
      return { ...record, testLoss, testAccuracy: meaningful(accuracy) }
    }
    const evaluation = await trainer.evaluate()
    const { loss: valLoss } = evaluation
    trainer.validated([...validationLosses(this.#history), valLoss])
    const validated = { ...record, valLoss, valAccuracy: meaningful(evaluation.accuracy) }
    if (!watch) return validated
    const value = watch.valueOf(trainer, evaluation)
    const { epoch } = result
    if (watch.isBetter(value, this.#best)) {
      this.#best = {
        epoch,
        valLoss,
        ...(watch.isOwn && { metric: value }),
        network: trainer.average ?? trainer.network,
      }
    }
    return { ...validated, ...(watch.isOwn && { valMetric: value }) }
  }

  #finished(): boolean {
    const { config, trainer, until } = this.#parts
    const { position } = trainer
    if (until !== undefined && position.done === 0 && position.epoch > until) return true
    return isFinished(config, { position, ...(this.#best && { best: this.#best }) })
  }

  /** A copy of the run's state; its progress holds until the next is made. */
  #state(): RunState {
    const { trainer } = this.#parts
    const { position, progress, network, average, states } = trainer
    return {
      network,
      ...(average && { average }),
      ...(states.length > 0 && { states }),
      position,
      history: [...this.#history],
      ...(this.#best && { best: this.#best }),
      ...(position.done > 0 && { progress: this.#progressCopy.of(progress) }),
    }
  }

  /** Examples of all epochs that are done. */
  #examples(): number {
    const { epoch, done } = this.#parts.trainer.position
    return (epoch - 1) * this.#parts.count + done
  }

  #elapsed(): Elapsed {
    const { config, count, trainer } = this.#parts
    const { epoch, done } = trainer.position
    const size = Math.min(config.batchSize, count)
    const steps = (epoch - 1) * Math.ceil(count / size) + Math.ceil(done / size)
    return { steps, epochs: epoch - 1, seconds: performance.now() / 1000 }
  }
}
