/**
 * Examples as they were read: what every reader of `@antigrad/data` returns and every trainer takes.
 *
 * `features` holds `count × inputs` values, one example after the other. Bytes (images) stand for
 * value / 255; floats are taken as they are. Exactly one of `labels` (classification: the index of the
 * class of each example) and `targets` (regression, or several labels at once: `count × outputs` floats; in
 * (0, 1) where the network ends in σ) is given.
 */
export interface Dataset {
  /** For people: `mnist, 8000 train`. */
  readonly name: string
  readonly count: number
  readonly inputs: number
  readonly outputs: number
  readonly features: Uint8Array | Float32Array
  readonly labels?: Uint32Array
  readonly targets?: Float32Array
  /** [count] above 0: how much each example counts in training; all alike where absent. */
  readonly weights?: Float32Array
  /** The name of each class; empty for regression. */
  readonly classes: readonly string[]
  /** Where an example is an image: its shape, `width × height = inputs`, grey, 0 is the background. */
  readonly image?: { readonly width: number; readonly height: number }
}

/** A dataset in two parts that share no example. */
export interface SplitDataset {
  readonly train: Dataset
  readonly test: Dataset
}
