import { dropoutKey, dropoutScale, dropoutThreshold, unitHash } from '../engine/dropout.js'
import type { Minibatch } from '../engine/kernels/kernels.js'
import { prepareStaging, readBytes, type Staging, stageBytes } from '../engine/staging.js'
import type { Workspace } from '../engine/workspace.js'
import { Augmenter } from './augmentation/augmenter.js'
import type { Recipe } from './recipe.js'

/**
 * Writes the examples of a minibatch as a step is to see them: images moved and bent, inputs left out. All of it follows from
 * seed, epoch and example, or the example's position in the epoch.
 */
export class Stager {
  readonly #workspace: Workspace
  readonly #staging: Staging
  readonly #recipe: Recipe
  readonly #augmenter: Augmenter | undefined
  /** Of one example. */
  readonly #pixels: Uint8Array
  readonly #augmented: Uint8Array

  constructor(recipe: Recipe, workspace: Workspace, staging: Staging) {
    const { augmentation, image, seed, inputDropout } = recipe
    const { inputs } = workspace.train.examples.plan
    this.#workspace = workspace
    this.#staging = staging
    this.#recipe = recipe
    this.#augmenter = augmentation && image && new Augmenter(augmentation, image, seed)
    this.#pixels = new Uint8Array(inputs)
    this.#augmented = new Uint8Array(inputs)
    prepareStaging(staging, dropoutScale(inputDropout))
  }

  /** Rows [from, to) of a minibatch. */
  stage({ order, first, epoch = 0 }: Minibatch, from: number, to: number): void {
    const { examples } = this.#workspace.train
    const { seed, inputDropout } = this.#recipe
    const key = dropoutKey(seed, epoch, 0)
    const threshold = dropoutThreshold(inputDropout)
    for (let n = from; n < to; n++) {
      const example = order[first + n]
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
    const { floats, plan } = this.#workspace.train.examples
    const { inputs } = plan
    const out = this.#staging.examples.floats
    const scale = Math.fround(dropoutScale(this.#recipe.inputDropout))
    for (let i = 0; i < inputs; i++) {
      const kept = unitHash(key, position, i) >= threshold
      out[2 * n * inputs + i] = kept ? floats[example * inputs + i] * scale : 0
    }
  }
}
