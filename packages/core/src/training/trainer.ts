import type { SplitDataset } from '../dataset.js'
import { allFinite } from '../engine/all-finite.js'
import { Computation } from '../engine/computation.js'
import { createEngine, type Engine } from '../engine/engine.js'
import { planExamples, storeExamples } from '../engine/examples.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { checkUpdateRule, sgd, type UpdateRule } from '../engine/update-rule.js'
import {
  allocateSingleThread,
  evaluated,
  type SingleThread,
  type StepNeeds,
  type Workspace,
  type WorkspacePlan,
} from '../engine/workspace.js'
import { Diverged, UsageError } from '../errors.js'
import type { Activation } from '../network/activation.js'
import type { Functions } from '../network/architecture.js'
import type { Head } from '../network/head.js'
import { fillInitialParameters } from '../network/initial-parameters.js'
import { indexOf } from '../network/matrix.js'
import { Network } from '../network/network.js'
import { Orders } from '../random.js'
import { type Augmentation, checkAugmentation } from './augmentation/augmentation.js'
import { countCorrect, type Evaluation, meanLoss, scorePredictions } from './evaluation.js'
import { type ClassWeights, classWeightsOf, exampleWeights, targetsOfClass } from './example-weights.js'
import { needsOf, type Recipe } from './recipe.js'
import { constant, rateAt, type Schedule } from './schedules.js'
import { Snapshot } from './snapshot.js'
import { step } from './step.js'
import { Steps } from './steps.js'

/** A hidden layer. */
export interface LayerSpec {
  readonly units: number
  /** `sigmoid` unless said otherwise. */
  readonly activation?: Activation
  /** The part of its units that each step of training leaves out, at random: [0, 1); 0 unless said otherwise. */
  readonly dropout?: number
}

/** What to train, and how. What is left out is the lecture's. */
export interface TrainingOptions {
  readonly dataset: SplitDataset
  /** The hidden layers, or the units of each: `[{ units: 128, activation: 'relu', dropout: 0.2 }]`, `[128, 64]`. */
  readonly hidden: readonly (number | LayerSpec)[]
  /** `squared` unless said otherwise. */
  readonly head?: Head
  /** The part of the inputs that each step leaves out, at random: [0, 1); 0 unless said otherwise. */
  readonly inputDropout?: number
  /** What each step does to images: nothing unless said otherwise. */
  readonly augmentation?: Augmentation
  /** Examples of a step, at least 1; at most those of the training part count. */
  readonly batchSize: number
  /** η > 0. */
  readonly learningRate: number
  /** How the learning rate changes: `constant()` unless said otherwise. */
  readonly schedule?: Schedule
  /** Epochs of the run: for schedules that end with it. */
  readonly epochs?: number
  /** How weights follow their gradient: `sgd()` unless said otherwise. */
  readonly update?: UpdateRule
  /**
   * What is left in a step of a moving average of the weights, which `Trainer.average` then is: [0, 1), such as 0.999; none
   * is kept unless said.
   */
  readonly averageDecay?: number
  /** The norm that a minibatch's gradient has at most; not clipped unless said. */
  readonly clipNorm?: number
  /** s in [0, 1): a target l of a class becomes (1 − s) l + s / classes; 0 unless said otherwise. */
  readonly labelSmoothing?: number
  /** All classes count as often as they come, unless said otherwise. */
  readonly classWeights?: ClassWeights
  /** Decides the initial weights, the order of every epoch and which units are left out. */
  readonly seed: number
  /** Parameters to go on from, instead of initial ones. */
  readonly parameters?: Float32Array
  /** What the update rule kept of them: `Trainer.states`. */
  readonly states?: readonly Float32Array[]
  /** The parameters of their moving average; the parameters themselves unless said otherwise. */
  readonly averageParameters?: Float32Array
  /** `simd` wherever it exists, unless said otherwise. */
  readonly kernels?: Kernels['name']
}

/** What an epoch was like, measured while it was trained. */
export interface EpochResult {
  /** Counted from 1. */
  readonly epoch: number
  /** Mean of ε over the training examples, each as its step met it. */
  readonly loss: number
  /** Right predictions among them; for regression it says nothing. */
  readonly accuracy: number
}

/** Sizes of the network that `options` describe. */
export function networkSizes({ dataset, hidden }: Pick<TrainingOptions, 'dataset' | 'hidden'>): number[] {
  const units = hidden.map((layer) => (typeof layer === 'number' ? layer : layer.units))
  return [dataset.train.inputs, ...units, dataset.train.outputs]
}

/** What the network that `options` describe computes. */
export function networkFunctions({
  hidden,
  head = 'squared',
}: Pick<TrainingOptions, 'hidden' | 'head'>): Functions {
  const activations = hidden.map((layer) => (typeof layer === 'number' ? undefined : layer.activation))
  return { activations: activations.map((activation = 'sigmoid') => activation), head }
}

/** How the network that `options` describe is trained. */
export function recipeOf(options: TrainingOptions): Recipe {
  const { dataset, learningRate, schedule = constant(), seed } = options
  const { epochs = Number.POSITIVE_INFINITY } = options
  const { image } = dataset.train
  return { ...stepOf(options), learningRate, schedule, epochs, seed, ...(image && { image }) }
}

/** What decides what the steps need. */
type StepOptions = Pick<
  TrainingOptions,
  'hidden' | 'update' | 'clipNorm' | 'inputDropout' | 'augmentation' | 'averageDecay'
>

function stepOf(
  options: StepOptions,
): Omit<Recipe, 'learningRate' | 'schedule' | 'epochs' | 'seed' | 'image'> {
  const { hidden, update, clipNorm, inputDropout = 0, augmentation, averageDecay } = options
  return {
    inputDropout,
    ...(averageDecay !== undefined && { averageDecay }),
    ...(augmentation && { augmentation }),
    rule: update ? checkUpdateRule(update) : sgd(),
    dropout: hidden.map((layer) => (typeof layer === 'number' ? 0 : (layer.dropout ?? 0))),
    ...(clipNorm !== undefined && { clipNorm }),
  }
}

/** What the steps that `options` describe need beside weights and activations. */
export function stepNeedsOf(options: StepOptions): StepNeeds {
  return needsOf(stepOf(options))
}

/**
 * Plans the memory of a run.
 * @throws UsageError for options out of range, BadInput for a dataset whose parts do not fit each other
 */
export function planTraining(options: TrainingOptions): WorkspacePlan {
  const { dataset, batchSize, learningRate } = options
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new UsageError(`batch size: expected a whole number from 1, found ${batchSize}`)
  }
  if (!(learningRate > 0 && Number.isFinite(learningRate))) {
    throw new UsageError(`learning rate: expected a number above 0, found ${learningRate}`)
  }
  if (Math.fround(learningRate / batchSize) === 0) {
    throw new UsageError(
      `learning rate: expected one that is still a float32 when divided by the batch size ${batchSize}, found ${learningRate}`,
    )
  }
  checkSmoothing(options)
  checkHead(options)
  checkSchedule(options)
  checkAverage(options)
  checkDropout(options)
  checkImages(options)
  const examples = planExamples(dataset.train)
  const weighted = options.classWeights !== undefined || dataset.train.weights !== undefined
  const train = { ...examples, ...(weighted && { weighted }) }
  const test = planExamples(dataset.test, train.form)
  if (test.inputs !== train.inputs || test.outputs !== train.outputs) {
    throw new UsageError(
      `${dataset.test.name}: expected ${train.inputs} inputs and ${train.outputs} outputs as in training, found ${test.inputs} and ${test.outputs}`,
    )
  }
  return {
    sizes: networkSizes(options),
    functions: networkFunctions(options),
    step: stepNeedsOf(options),
    batchSize: Math.min(batchSize, train.count),
    train,
    test,
  }
}

/** @throws UsageError */
function checkAverage({ averageDecay = 0 }: TrainingOptions): void {
  if (averageDecay >= 0 && averageDecay < 1) return
  throw new UsageError(`decay of the average: expected a number from 0 to below 1, found ${averageDecay}`)
}

/** @throws UsageError for a schedule that needs to know when the run ends */
function checkSchedule({ learningRate, schedule = constant(), epochs }: TrainingOptions): void {
  const run = { stepsPerEpoch: 1, epochs: epochs ?? Number.POSITIVE_INFINITY, validationLosses: [] }
  rateAt(schedule, learningRate, 0, run)
}

/** @throws UsageError */
function checkDropout({ hidden, inputDropout = 0 }: TrainingOptions): void {
  const parts = hidden.map((layer) => (typeof layer === 'number' ? 0 : (layer.dropout ?? 0)))
  const wrong = [inputDropout, ...parts].find((part) => !(part >= 0 && part < 1))
  if (wrong !== undefined)
    throw new UsageError(`dropout: expected a number from 0 to below 1, found ${wrong}`)
}

/** @throws UsageError where what is to be augmented is no image */
function checkImages({ dataset: { train }, augmentation }: TrainingOptions): void {
  if (!augmentation) return
  checkAugmentation(augmentation)
  if (train.image && train.features instanceof Uint8Array) return
  throw new UsageError(`${train.name}: expected images of bytes to augment, found other features`)
}

/** @throws UsageError for targets that the head cannot take */
function checkHead({ dataset: { train }, head = 'squared' }: TrainingOptions): void {
  const { name, targets } = train
  if (!targets) return
  if (head === 'softmax-cross-entropy') {
    throw new UsageError(`${name}: expected classes for softmax cross-entropy, found targets`)
  }
  if (head !== 'sigmoid-cross-entropy') return
  const strange = targets.find((target) => !(target >= 0 && target <= 1))
  if (strange === undefined) return
  throw new UsageError(`${name}: expected targets from 0 to 1 for sigmoid cross-entropy, found ${strange}`)
}

/** @throws UsageError */
function checkSmoothing({ labelSmoothing = 0, dataset }: TrainingOptions): void {
  if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
    throw new UsageError(`label smoothing: expected a number from 0 to below 1, found ${labelSmoothing}`)
  }
  if (labelSmoothing > 0 && !dataset.train.labels) {
    throw new UsageError(`label smoothing: expected classes, found targets in ${dataset.train.name}`)
  }
}

/** Writes what a run begins with: examples, identity order and parameters. */
export function prepareWorkspace(workspace: Workspace, options: TrainingOptions): void {
  const { architecture, parameters, train, test, identity } = workspace
  storeExamples(train.examples, options.dataset.train)
  storeExamples(test.examples, options.dataset.test)
  for (let n = 0; n < identity.length; n++) identity[n] = n
  if (!options.parameters) fillInitialParameters(architecture, parameters, options.seed)
  else if (options.parameters.length === parameters.length) parameters.set(options.parameters)
  else throw new UsageError(`expected ${parameters.length} parameters, found ${options.parameters.length}`)
  storeStates(workspace, options.states)
  storeAverage(workspace, options.averageParameters)
  storeRate(workspace, options, [])
  weigh(workspace, options)
}

/**
 * Sets the learning rate of the next epoch, where it follows from the validation of those before.
 * @param validationLosses of all epochs that are over
 */
export function storeRate(
  { rate }: Workspace,
  { learningRate, schedule = constant() }: TrainingOptions,
  validationLosses: readonly number[],
): void {
  const run = { stepsPerEpoch: 1, epochs: Number.POSITIVE_INFINITY, validationLosses }
  rate[0] =
    schedule.name === 'plateau' ? rateAt(schedule, learningRate, validationLosses.length, run) : learningRate
}

/** @throws UsageError for an average of another network */
function storeAverage({ average, parameters }: Workspace, stored: Float32Array = parameters): void {
  if (stored.length !== parameters.length) {
    throw new UsageError(`expected an average of ${parameters.length} parameters, found ${stored.length}`)
  }
  average?.values.set(stored)
}

/** @throws UsageError for states of another rule or network */
function storeStates({ states, parameters }: Workspace, stored: readonly Float32Array[] = []): void {
  if (stored.length === 0) return
  if (stored.length !== states.length || stored.some(({ length }) => length !== parameters.length)) {
    throw new UsageError(
      `expected ${states.length} states of ${parameters.length} numbers each, as the update rule has, found ${stored.length} of ${stored.map(({ length }) => length).join(', ')}`,
    )
  }
  for (const [n, { values }] of states.entries()) values.set(stored[n])
}

/** Writes the targets of classes and the weights of examples, where they are not what the dataset says. */
function weigh({ train }: Workspace, options: TrainingOptions): void {
  const { dataset, head = 'squared', labelSmoothing = 0, classWeights } = options
  const ofClasses = classWeights && classWeightsOf(dataset.train, classWeights)
  if (train.weights.length > 0) train.weights.set(exampleWeights(dataset.train, ofClasses))
  const { labels, outputs } = dataset.train
  if (!labels || (labelSmoothing === 0 && !ofClasses)) return
  const { targets } = train.examples
  const softening = { head, labelSmoothing, classWeights: ofClasses }
  for (let label = 0; label < outputs; label++) {
    const row = targetsOfClass(label, outputs, softening)
    for (let j = 0; j < outputs; j++) targets.values[indexOf(targets, label, j)] = row[j]
  }
}

/** Trains a network on the calling thread: in Node, in a browser, in a worker. */
export class Trainer {
  readonly #options: TrainingOptions
  readonly #engine: Engine & SingleThread
  readonly #workspace: Workspace
  readonly #steps: Steps
  readonly #evaluation: Computation
  readonly #orders: Orders
  /** The parameters with which the last call of `steps` began: all finite. */
  readonly #before: Snapshot
  #epochs = 0
  /** The example in the epoch's order with which the next step begins. */
  #next = 0

  /** @throws UsageError for options out of range */
  constructor(options: TrainingOptions) {
    const plan = planTraining(options)
    const engine = createEngine((arena) => allocateSingleThread(arena, plan), options.kernels)
    const { workspace } = engine
    prepareWorkspace(workspace, options)
    this.#options = options
    this.#engine = engine
    this.#workspace = workspace
    this.#steps = new Steps(recipeOf(options), workspace, engine.scratch)
    this.#evaluation = new Computation(evaluated(workspace), engine.kernels, engine.scratch)
    this.#orders = new Orders(options.seed)
    this.#before = new Snapshot(workspace)
  }

  /** The network as it is now: a copy. */
  get network(): Network {
    return new Network(this.#workspace.architecture, this.#workspace.parameters)
  }

  /** The network of the averaged weights: a copy; undefined where no average is kept. */
  get average(): Network | undefined {
    const { architecture, average } = this.#workspace
    return average && new Network(architecture, average.values)
  }

  /** What the update rule keeps of every parameter: copies, for `TrainingOptions.states` of a run that goes on. */
  get states(): Float32Array[] {
    return this.#workspace.states.map(({ values }) => values.slice())
  }

  /** Tells a schedule that follows validation, `plateau`, the losses of all epochs so far: before the next begins. */
  validated(losses: readonly number[]): void {
    storeRate(this.#workspace, this.#options, losses)
  }

  /**
   * One epoch: every training example once, in the seeded order.
   * @throws Diverged as `steps` does
   */
  epoch(): EpochResult {
    this.beginEpoch()
    while (this.steps(Number.POSITIVE_INFINITY));
    return this.result
  }

  /** What the epoch begun last was like. To be asked when `steps` has left nothing of it. */
  get result(): EpochResult {
    const { losses, weights, predictions, examples } = this.#workspace.train
    return {
      epoch: this.#epochs,
      loss: meanLoss(losses, weights),
      accuracy: countCorrect(predictions, examples.labels) / losses.length,
    }
  }

  /** Begins the next epoch, to be trained by `steps`. Returns its number, from 1. */
  beginEpoch(): number {
    this.#epochs++
    this.#next = 0
    this.#orders.fill(this.#workspace.orders[0], this.#epochs)
    return this.#epochs
  }

  /**
   * At most `most` steps of the epoch.
   * @returns whether any of it is left
   * @throws Diverged as soon as a loss is not finite: the parameters are those before the step. Also when a
   * weight is not finite in the end, which a loss need not show: they are those with which this call began
   */
  steps(most: number): boolean {
    const { train, orders, plan, parameters } = this.#workspace
    const stepper = { ...this.#engine, steps: this.#steps }
    const order = orders[0]
    const first = this.#next
    this.#before.take()
    for (let done = 0; done < most && this.#next < order.length; done++) {
      const count = Math.min(plan.batchSize, order.length - this.#next)
      const minibatch = { order, first: this.#next, count, epoch: this.#epochs }
      const loss = step(stepper, train, minibatch)
      if (!Number.isFinite(loss)) throw this.#diverged('the loss')
      this.#next += count
    }
    if (!allFinite(parameters)) {
      const error = this.#diverged('a weight')
      this.#before.restore()
      this.#next = first
      throw error
    }
    return this.#next < order.length
  }

  #diverged(what: string): Diverged {
    return new Diverged(
      `epoch ${this.#epochs}, example ${this.#next}: ${what} is not finite; a learning rate below ${this.#options.learningRate} may help`,
    )
  }

  /** How well the network does on the test part, that of the averaged weights where they are kept. For regression only `loss` says something. */
  evaluate(): Evaluation {
    const { test } = this.#workspace
    this.#evaluation.computeAll(test)
    return scorePredictions(test.predictions, test.examples.labels, test.losses, test.examples.plan.outputs)
  }
}
