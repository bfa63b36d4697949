import type { ReadFeatures } from '../dataset.js'
import { dropoutKey, dropoutScale, dropoutThreshold, unitHash } from '../engine/dropout.js'
import { stagesTargets, storeTargets } from '../engine/examples.js'
import type { Minibatch } from '../engine/kernels/kernels.js'
import { prepareStaging, readBytes, type Staging, stageBytes } from '../engine/staging.js'
import type { Workspace } from '../engine/workspace.js'
import { Augmenter } from './augmentation/augmenter.js'
import type { Recipe } from './recipe.js'

/**
 * Writes the examples of a minibatch as a step is to see them: images moved and bent, inputs left out, features read that are
 * not in memory. All of it follows from seed, epoch and example, or the example's position in the epoch.
 */
export class Stager {
  readonly #workspace: Workspace
  readonly #staging: Staging
  readonly #recipe: Recipe
  readonly #augmenter: Augmenter | undefined
  /** Of one example. */
  readonly #pixels: Uint8Array
  readonly #augmented: Uint8Array
  readonly #features: ReadFeatures
  readonly #floats: Float32Array

  /** @param features reads those of the training examples, where they are not in memory */
  constructor(recipe: Recipe, workspace: Workspace, staging: Staging, features?: ReadFeatures) {
    const { augmentation, image, seed, inputDropout } = recipe
    const { examples } = workspace.train
    const { inputs, form } = examples.plan
    this.#workspace = workspace
    this.#staging = staging
    this.#recipe = recipe
    this.#augmenter = augmentation && image && new Augmenter(augmentation, image, seed)
    this.#pixels = new Uint8Array(inputs)
    this.#augmented = new Uint8Array(inputs)
    this.#floats = new Float32Array(form === 'floats' ? inputs : 0)
    const { floats } = examples
    this.#features =
      features ?? ((example, into) => into.set(floats.subarray(example * inputs, (example + 1) * inputs)))
    prepareStaging(staging, dropoutScale(inputDropout))
  }

  /** Rows [from, to) of a minibatch. */
  stage({ order, first, epoch = 0 }: Minibatch, from: number, to: number): void {
    const { examples } = this.#workspace.train
    const { seed, inputDropout } = this.#recipe
    const key = dropoutKey(seed, epoch, 0)
    const threshold = dropoutThreshold(inputDropout)
    const withTargets = stagesTargets(examples.plan)
    for (let n = from; n < to; n++) {
      const example = order[first + n]
      if (withTargets) storeTargets(examples, example, n, examples.allTargets)
      if (examples.plan.form === 'floats') {
        this.#stageFloats(n, example, first + n, key, threshold)
        continue
      }
      const pixels = this.#pixels
      readBytes(examples, example, pixels)
      let staged = pixels
      if (this.#augmenter) {
        staged = this.#augmented
        this.#augmenter.augment(pixels, epoch, example, staged)
      }
      if (threshold > 0) {
        for (let i = 0; i < staged.length; i++) {
          if (staged[i] !== 0 && unitHash(key, first + n, i) < threshold) staged[i] = 0
        }
      }
      stageBytes(this.#staging, n, staged)
    }
  }

  #stageFloats(n: number, example: number, position: number, key: number, threshold: number): void {
    const { inputs } = this.#workspace.train.examples.plan
    const features = this.#floats
    this.#features(example, features)
    const out = this.#staging.examples.floats
    const scale = Math.fround(dropoutScale(this.#recipe.inputDropout))
    for (let i = 0, at = 2 * n * inputs; i < inputs; i++, at++) {
      const kept = threshold === 0 || unitHash(key, position, i) >= threshold
      out[at] = kept ? features[i] * scale : 0
    }
  }
}
