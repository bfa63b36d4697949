import type { Evaluation } from '@antigrad/core'
import type { ClassMetrics } from '../run/class-metrics.js'
import type { RunConfig } from '../run/config.js'
import type { FitError } from '../run/fit.js'
import type { LabelMetrics } from '../run/labels.js'
import type { EpochRecord } from '../run/state.js'

/** All that a report tells: plain values, so that the same facts make the same page. */
export interface ReportFacts {
  readonly config: RunConfig
  /** Units of the input and of each layer. */
  readonly sizes: readonly number[]
  /** Examples of each part. */
  readonly examples: { readonly train: number; readonly validation?: number; readonly test: number }
  /** Epochs done. */
  readonly epochs: number
  /** What they were like, from the first; of very many, some. */
  readonly history: readonly EpochRecord[]
  /** The epoch whose weights were kept, where the run had patience. */
  readonly bestEpoch?: number
  /** `sha256:…` */
  readonly weightsHash: string
  /** Of the command that ended the run. */
  readonly effort?: { readonly seconds: number; readonly threads: number; readonly examplesPerSecond: number }
  /** What came of it on the test part. */
  readonly result: ClassResult | LabelResult | NumberResult
  /** Where the examples are images. */
  readonly firstLayer?: FirstLayer
}

/** Of a network that says classes. */
export interface ClassResult {
  readonly kind: 'classes'
  /** The name of each class. */
  readonly names: readonly string[]
  readonly evaluation: Evaluation
  readonly metrics: ClassMetrics
  /** Where the examples are images: those furthest from right, the worst first. */
  readonly mistakes?: readonly Mistake[]
}

/** An image that was taken for another class than its own. */
export interface Mistake {
  readonly image: Picture
  readonly truth: number
  readonly predicted: number
  /** [classes] of linear outputs any number, else in (0, 1). */
  readonly outputs: readonly number[]
}

/** Grey values, row by row: 0 is the background, 255 full ink. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** Of a network that says several labels at once. */
export interface LabelResult {
  readonly kind: 'labels'
  /** The mean over the test part of what training lowers. */
  readonly loss: number
  readonly metrics: LabelMetrics
}

/** Of a network that says numbers. */
export interface NumberResult {
  readonly kind: 'numbers'
  /** The mean over the test part of what training lowers, in the network's own units. */
  readonly loss: number
  readonly columns: readonly NumberColumn[]
}

/** A column that was learned, in the units of the table. */
export interface NumberColumn extends FitError {
  /** Some of the test examples. */
  readonly points: readonly { readonly truth: number; readonly predicted: number }[]
}

/** The weights from the image to each unit of the first layer. */
export interface FirstLayer {
  readonly width: number
  readonly height: number
  /** Of them all. */
  readonly units: number
  /** [width × height] of the first units. */
  readonly weights: readonly Float32Array[]
}
