import type { ReadFeatures } from '../dataset.js'
import { BiasCorrections } from '../engine/bias-corrections.js'
import { dropoutKey, setDropout } from '../engine/dropout.js'
import type { Minibatch } from '../engine/kernels/kernels.js'
import { normOf } from '../engine/norm.js'
import { prepareUpdate, type StateDistances, setAverage } from '../engine/update.js'
import type { Scratch, Workspace } from '../engine/workspace.js'
import type { Recipe } from './recipe.js'
import { rateAt } from './schedules.js'
import { Stager } from './stager.js'

/** Added to a norm before it divides: PyTorch's clip_grad_norm_. */
const CLIP_EPSILON = 1e-6

/**
 * What changes from step to step of a run: the learning rate, powers of β, which units are left out. All of it follows from
 * the recipe and the number of the step, so that every worker has the same, and a resumed run too.
 */
export class Steps {
  readonly #recipe: Recipe
  readonly #workspace: Workspace
  readonly #scratch: Scratch
  readonly #corrections: BiasCorrections
  readonly #distances: StateDistances
  readonly #stager: Stager | undefined
  /** Of the step begun last: its number from 0, and what the gradient's sum is divided by. */
  #number = 0
  #rate = 0
  #weight = 1

  /**
   * @param scratch of the computation whose steps they are
   * @param features reads those of the training examples, where they are not in memory
   */
  constructor(recipe: Recipe, workspace: Workspace, scratch: Scratch, features?: ReadFeatures) {
    this.#recipe = recipe
    this.#workspace = workspace
    this.#scratch = scratch
    this.#corrections = new BiasCorrections(recipe.rule)
    this.#distances = distancesOf(workspace)
    this.#stager = workspace.staging && new Stager(recipe, workspace, workspace.staging, features)
  }

  /** Whether a step sums all of its gradient before it updates any weight: then `clip` comes between. */
  get clips(): boolean {
    return this.#recipe.clipNorm !== undefined
  }

  /** Whether a step sees other examples than the dataset's: then `stage` comes first. */
  get stages(): boolean {
    return this.#stager !== undefined
  }

  /** Writes what a step sees of rows [from, to) of a minibatch, of all rows before any is computed. */
  stage(minibatch: Minibatch, from: number, to: number): void {
    this.#stager?.stage(minibatch, from, to)
  }

  /** Sets what the step of a minibatch takes: before its way forward. */
  begin(minibatch: Minibatch): void {
    const { epoch, first } = minibatch
    if (epoch === undefined) throw new Error('expected the epoch of a step')
    const { seed, dropout } = this.#recipe
    const { plan } = this.#workspace
    const stepsPerEpoch = Math.ceil(plan.train.count / plan.batchSize)
    this.#number = (epoch - 1) * stepsPerEpoch + Math.floor(first / plan.batchSize)
    this.#rate = this.#rateOf(stepsPerEpoch)
    this.#weight = this.#weightOf(minibatch)
    this.#prepare(1)
    this.#prepareAverage()
    for (let l = 0; l < dropout.length; l++) {
      if (dropout[l] > 0) setDropout(this.#scratch.dropouts[l], dropout[l], dropoutKey(seed, epoch, l + 1))
    }
  }

  /** Scales the step begun last by the norm of its gradient, whose squares are summed in the workspace. */
  clip(): void {
    const { clipNorm } = this.#recipe
    if (clipNorm === undefined) return
    const norm = normOf(this.#workspace.squares) / this.#weight
    this.#prepare(Math.min(1, clipNorm / (norm + CLIP_EPSILON)))
  }

  #rateOf(stepsPerEpoch: number): number {
    const { schedule, epochs } = this.#recipe
    const [rate] = this.#workspace.rate
    return schedule.name === 'plateau'
      ? rate
      : rateAt(schedule, rate, this.#number, { stepsPerEpoch, epochs })
  }

  #prepare(clip: number): void {
    const { rule } = this.#recipe
    const step = { rate: this.#rate, weight: this.#weight, clip, number: this.#number + 1 }
    prepareUpdate(this.#scratch.update, rule, step, this.#corrections, this.#distances)
  }

  /**
   * A step of an average moves it to what is left of it, and in the first steps to less: min(decay, (1 + t) / (10 + t)), as
   * TensorFlow's ExponentialMovingAverage has it, so that the initial weights are soon forgotten.
   */
  #prepareAverage(): void {
    const { averageDecay } = this.#recipe
    if (averageDecay === undefined) return
    const t = this.#number
    setAverage(this.#scratch.average, 1 - Math.min(averageDecay, (1 + t) / (10 + t)))
  }

  /** The weights of a minibatch's examples, added up in their order; their number where all count alike. */
  #weightOf({ order, first, count }: Minibatch): number {
    const { weights } = this.#workspace.train
    if (weights.length === 0) return count
    let sum = 0
    for (let n = first; n < first + count; n++) sum += weights[order[n]]
    return sum
  }
}

/** From the parameters to the states of the update rule, in bytes: 0 to those that it does not have. */
function distancesOf({ parameters, states }: Workspace): StateDistances {
  const [toFirst = 0, toSecond = 0] = states.map(({ values }) => values.byteOffset - parameters.byteOffset)
  return { toFirst, toSecond }
}
