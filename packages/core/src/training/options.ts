import type { AnyFeatures, FeatureValues, SplitDataset } from '../dataset.js'
import type { Kernels } from '../engine/kernels/kernels.js'
import { checkUpdateRule, sgd, type UpdateRule } from '../engine/update-rule.js'
import type { StepNeeds } from '../engine/workspace.js'
import type { Activation } from '../network/activation.js'
import type { Functions } from '../network/architecture.js'
import type { Head } from '../network/head.js'
import type { Network } from '../network/network.js'
import type { Augmentation } from './augmentation/augmentation.js'
import type { ClassWeights } from './example-weights.js'
import { needsOf, type Recipe } from './recipe.js'
import { constant, type Schedule } from './schedules.js'

/** A hidden layer. */
export interface LayerSpec {
  readonly units: number
  /** `sigmoid` unless said otherwise. */
  readonly activation?: Activation | undefined
  /** The part of its units that each step of training leaves out, at random: [0, 1); 0 unless said otherwise. */
  readonly dropout?: number | undefined
}

/** What to train, and how. What is left out is the lecture's. */
export interface TrainingOptions<Features extends AnyFeatures = FeatureValues> {
  readonly dataset: SplitDataset<Features>
  /** The hidden layers, or the units of each: `[{ units: 128, activation: 'relu', dropout: 0.2 }]`, `[128, 64]`. */
  readonly hidden: readonly (number | LayerSpec)[]
  /** `squared` unless said otherwise. */
  readonly head?: Head | undefined
  /** The part of the inputs that each step leaves out, at random: [0, 1); 0 unless said otherwise. */
  readonly inputDropout?: number | undefined
  /** What each step does to images: nothing unless said otherwise. */
  readonly augmentation?: Augmentation | undefined
  /** Examples of a step, at least 1; at most those of the training part count. */
  readonly batchSize: number
  /** η > 0. */
  readonly learningRate: number
  /** How the learning rate changes: `constant()` unless said otherwise. */
  readonly schedule?: Schedule | undefined
  /** Epochs of the run: for schedules that end with it. */
  readonly epochs?: number | undefined
  /** How weights follow their gradient: `sgd()` unless said otherwise. */
  readonly update?: UpdateRule | undefined
  /**
   * What is left in a step of a moving average of the weights, which `Trainer.average` then is: [0, 1), such as 0.999; none
   * is kept unless said.
   */
  readonly averageDecay?: number | undefined
  /** The norm that a minibatch's gradient has at most; not clipped unless said. */
  readonly clipNorm?: number | undefined
  /** s in [0, 1): a target l of a class becomes (1 − s) l + s / classes; 0 unless said otherwise. */
  readonly labelSmoothing?: number | undefined
  /** All classes count as often as they come, unless said otherwise. */
  readonly classWeights?: ClassWeights | undefined
  /** Decides the initial weights, the order of every epoch and which units are left out. */
  readonly seed: number
  /** Parameters to go on from, instead of initial ones: `startFrom` has those of a network. */
  readonly parameters?: Float32Array | undefined
  /**
   * Layers that keep their weights bit for bit, counted from 1 at the input; at least one is trained. Their gradient is not
   * computed, and counts in no norm.
   */
  readonly freeze?: readonly number[] | undefined
  /** What the update rule kept of them: `Trainer.states`. */
  readonly states?: readonly Float32Array[] | undefined
  /** The parameters of their moving average; the parameters themselves unless said otherwise. */
  readonly averageParameters?: Float32Array | undefined
  /** `simd` wherever it exists, unless said otherwise. */
  readonly kernels?: Kernels['name'] | undefined
}

/**
 * What training takes to go on from a network: its hidden layers, its head and its parameters. The dataset has to be prepared
 * as the network's was.
 * @example
 * import { fromRows, startFrom, Trainer } from 'antigrad'
 *
 * const rows = Array.from({ length: 60 }, (_, n) => ({ a: n % 7, b: n % 5, more: n % 7 > n % 5 ? 'a' : 'b' }))
 * const dataset = fromRows(rows, { label: 'more' })
 * const trainer = new Trainer({ dataset, hidden: [8], batchSize: 10, learningRate: 1, seed: 1 })
 * await trainer.train({ epochs: 20 })
 * const tuned = new Trainer({ dataset, ...startFrom(trainer.network), freeze: [1], batchSize: 10, learningRate: 0.1, seed: 2 })
 * await tuned.train({ epochs: 5 })
 */
export function startFrom({
  architecture,
  parameters,
}: Network): Pick<TrainingOptions, 'hidden' | 'head' | 'parameters'> {
  const { sizes, activations, head } = architecture
  const hidden = activations.map((activation, l) => ({ units: sizes[l + 1], activation }))
  return { hidden, head, parameters: parameters.slice() }
}

/** The hidden layers of `options`, with all that may be left out. */
export function hiddenLayers({
  hidden,
}: Pick<TrainingOptions, 'hidden'>): { [part in keyof LayerSpec]-?: NonNullable<LayerSpec[part]> }[] {
  return hidden.map((layer) => {
    const spec: LayerSpec = typeof layer === 'number' ? { units: layer } : layer
    const { units, activation = 'sigmoid', dropout = 0 } = spec
    return { units, activation, dropout }
  })
}

/** Sizes of the network that `options` describe. */
export function networkSizes(options: Pick<TrainingOptions<AnyFeatures>, 'dataset' | 'hidden'>): number[] {
  const { inputs, outputs } = options.dataset.train
  return [inputs, ...hiddenLayers(options).map(({ units }) => units), outputs]
}

/** What the network that `options` describe computes. */
export function networkFunctions(options: Pick<TrainingOptions, 'hidden' | 'head'>): Functions {
  const { head = 'squared' } = options
  return { activations: hiddenLayers(options).map(({ activation }) => activation), head }
}

/** How the network that `options` describe is trained. */
export function recipeOf(options: TrainingOptions<AnyFeatures>): Recipe {
  const { dataset, schedule = constant(), seed } = options
  const { epochs = Number.POSITIVE_INFINITY } = options
  const { image } = dataset.train
  return { ...stepOf(options), schedule, epochs, seed, ...(image && { image }) }
}

/** What decides what the steps need. */
type StepOptions = Pick<
  TrainingOptions,
  'hidden' | 'update' | 'clipNorm' | 'inputDropout' | 'augmentation' | 'averageDecay' | 'freeze'
>

function stepOf(options: StepOptions): Omit<Recipe, 'schedule' | 'epochs' | 'seed' | 'image'> {
  const { update, clipNorm, inputDropout = 0, augmentation, averageDecay, freeze = [] } = options
  return {
    inputDropout,
    ...(averageDecay !== undefined && { averageDecay }),
    ...(augmentation && { augmentation }),
    rule: update ? checkUpdateRule(update) : sgd(),
    dropout: hiddenLayers(options).map(({ dropout }) => dropout),
    freeze,
    ...(clipNorm !== undefined && { clipNorm }),
  }
}

/** What the steps that `options` describe need beside weights and activations. */
export function stepNeedsOf(options: StepOptions): StepNeeds {
  return needsOf(stepOf(options))
}
