import type { AnyFeatures, Dataset, SplitDataset, StoredFeatures } from '@antigrad/core'
import { FeatureFile, MOST_STORED } from '../feature-file.js'
import { featurePieces, type ReadableFeatures } from '../feature-pieces.js'
import type { FileBytes } from '../file-bytes.js'
import { TEST_FRACTION } from '../held-back.js'
import { refuse } from '../refuse.js'
import { type Split, selectExamples } from '../split.js'
import { selectStored, splitByHash } from '../validation.js'
import { checkSizes, type IdxPart, idxTest, upright, withoutPixels } from './idx-dataset.js'
import { type LargeImages, turnedImages } from './large-images.js'

/** Numbers that are held back at most of a set without test files, where nobody said how much: what is tested is in memory. */
const MOST_TESTED = 2 ** 26

/** Images that are too many for memory, and the class of each. */
export interface LargeIdxPart {
  readonly images: LargeImages
  readonly labels: FileBytes
}

/** How such a set is divided, and how its images lie. */
export interface LargeIdxOptions {
  readonly transposed: boolean
  readonly seed: number
  /** Of a set without test files, the part that is for testing. */
  readonly fraction?: number | undefined
  readonly note?: ((line: string) => void) | undefined
  /** Whether the temporary file keeps its name. */
  readonly namesStored?: boolean | undefined
}

/**
 * The training part of a set as it lies, its images read where they are.
 * @throws BadInput as `idxSplit`
 */
export function largeIdx(name: string, part: LargeIdxPart): LargeDataset {
  const { images } = part
  return { ...withoutPixels(`${name}, train`, images.shape, part, {}), features: images }
}

type LargeDataset = Dataset<Pick<StoredFeatures, 'length' | 'read'>>

/** The same upright, where its images lie column by column. */
function asUpright(lying: LargeDataset, transposed: boolean): LargeDataset {
  const { image, features } = lying
  return transposed && image ? { ...upright(lying), features: turnedImages(features, image) } : lying
}

/**
 * Makes a dataset of a set of images whose training part is too large for memory: `idxSplit` gives the same, but that
 * features are floats, those to train on in a temporary file. Of a set without test files each image's part follows from the seed and
 * the image alone, so that classes are in proportion but roughly.
 * @throws BadInput as `idxSplit`, FileError where the temporary file cannot be written
 */
export function largeIdxSplit(
  name: string,
  part: LargeIdxPart,
  test: IdxPart | undefined,
  { transposed, seed, fraction: stated, note, namesStored }: LargeIdxOptions,
): SplitDataset<AnyFeatures> {
  const { images } = part
  const whole = asUpright(largeIdx(name, part), transposed)
  const { count, inputs } = whole
  if (count > MOST_STORED) throw refuse(images.file, 'offset 4', `at most ${MOST_STORED} images`, `${count}`)
  const file = new FeatureFile(inputs, namesStored)
  try {
    for (const pixels of featurePieces(whole.features, inputs)) {
      for (let at = 0; at < pixels.length; at += inputs) {
        file.add(pixels.subarray(at, at + inputs) as Float32Array)
      }
    }
    const train = { ...whole, features: file.done() }
    if (test) {
      const like = { dataset: train, scale: images.scale }
      return { train, test: asFloats(idxTest(name, part, like, test, { transposed })) }
    }
    const fraction = stated ?? heldBackOf(images)
    note?.(
      `${images.file}: it is large: which images are held back, ${Number((100 * fraction).toPrecision(2))} % of them, follows from the seed and each image alone, so classes are in proportion but roughly`,
    )
    return selectStored(train, splitLarge(train, images.file, fraction, seed), `${name}, test`)
  } catch (error) {
    file.close()
    throw error
  }
}

/**
 * The test part of such a set alone, as `largeIdxSplit` makes it, but that no file is written: its images are read where they
 * lie where they come in a file of their own, however many they are.
 * @throws BadInput as `idxSplit`
 */
export function largeIdxTest(
  name: string,
  part: LargeIdxPart,
  test: LargeIdxPart | undefined,
  { transposed, seed, fraction }: Pick<LargeIdxOptions, 'transposed' | 'seed' | 'fraction'>,
): Dataset<ReadableFeatures> {
  const { images } = part
  const train = asUpright(largeIdx(name, part), transposed)
  if (test) {
    const known = train.classes
    const lying = withoutPixels(`${name}, test`, test.images.shape, test, { known })
    const tested = asUpright({ ...lying, features: test.images }, transposed)
    checkSizes([train, tested], [images.file, test.images.file])
    return tested
  }
  const split = splitLarge(train, images.file, fraction ?? heldBackOf(images), seed)
  return selectExamples(train, split.test, `${name}, test`)
}

/** The part of such images that is held back where nobody said how much. */
function heldBackOf(images: LargeImages): number {
  return Math.min(TEST_FRACTION, MOST_TESTED / images.length)
}

/** @throws BadInput where a part would be empty */
function splitLarge(whole: LargeDataset, file: string, fraction: number, seed: number): Split {
  // Not the seed by which images for validation are chosen: they would be those that were taken already.
  const split = splitByHash(whole, fraction, ~seed)
  if (split.train.length > 0 && split.test.length > 0) return split
  const found = `${split.train.length} to train on and ${split.test.length} to test`
  throw refuse(file, 'offset 4', 'enough different images for two parts', found)
}

/** A part as the other is: bytes as what they stand for. */
function asFloats(part: Dataset): Dataset {
  const { features } = part
  return features instanceof Float32Array
    ? part
    : { ...part, features: Float32Array.from(features, (byte) => byte / 255) }
}
