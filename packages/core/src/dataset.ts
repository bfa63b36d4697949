/** Features in memory, one example after the other. */
export type FeatureValues = Uint8Array | Float32Array

/** Writes the features of consecutive examples, from one on, as many as fit. */
export type ReadFeatures = (example: number, into: Float32Array) => void

/** Features that are too many for memory: floats that are read as they are trained on. */
export interface StoredFeatures {
  /** Of all of them: examples × inputs. */
  readonly length: number
  readonly read: ReadFeatures
  /** What other threads read them by. */
  readonly source: FeatureSource
  /** Some of them, by the numbers of their examples. To be closed as a whole. */
  select(chosen: Uint32Array): StoredFeatures
  /** Gives back what they lie in: they cannot be read any more. */
  close(): void
}

/** Features that may be too many for memory. */
export type AnyFeatures = FeatureValues | StoredFeatures

/** Where features lie, for other threads. Plain values. */
export interface FeatureSource {
  /** The URL of a module that exports `openFeatures(place): ReadFeatures`. */
  readonly module: string
  readonly place: unknown
}

/**
 * Examples as they were read: what every reader of `@antigrad/data` returns and every trainer takes.
 *
 * `features` holds `count × inputs` values, one example after the other. Bytes (images) stand for
 * value / 255; floats are taken as they are. Exactly one of `labels` (classification: the index of the
 * class of each example) and `targets` (regression, or several labels at once: `count × outputs` floats; in
 * (0, 1) where the network ends in σ) is given.
 */
export interface Dataset<Features = FeatureValues> {
  /** For people: `mnist, 8000 train`. */
  readonly name: string
  readonly count: number
  readonly inputs: number
  readonly outputs: number
  readonly features: Features
  readonly labels?: Uint32Array
  readonly targets?: Float32Array
  /** [count] above 0: how much each example counts in training; all alike where absent. */
  readonly weights?: Float32Array
  /** The name of each class; empty for regression. */
  readonly classes: readonly string[]
  /** Where an example is an image: its shape, `width × height = inputs`, grey, 0 is the background. */
  readonly image?: { readonly width: number; readonly height: number }
}

/** A dataset in two parts that share no example. The features of the first may be too many for memory. */
export interface SplitDataset<Features = FeatureValues> {
  readonly train: Dataset<Features>
  readonly test: Dataset
}
