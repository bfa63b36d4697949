import type { AnyFeatures, Dataset, FeatureValues, SplitDataset } from '@antigrad/core'
import type { ReadableFeatures } from '../feature-pieces.js'
import type { PictureForm } from '../images/pictures.js'
import type { TableForm } from '../tables/table-form.js'
import type { TableOptions } from '../tables/table-options.js'
import type { Found } from './look.js'

/** How a dataset is opened. The options of a table count for tables alone, those of pictures for pictures. */
export interface OpenOptions extends Partial<Omit<TableOptions, 'label'>> {
  /** Of a table: the column to learn, or several, by name or by number from 1. */
  readonly label?: string | readonly string[] | undefined
  /** Of the split, where the dataset does not come split: a whole number, of which the low 32 bits count. */
  readonly seed: number
  /**
   * Part of the examples that is for testing, where the dataset does not come split. Above 0, below 1; 0.2 if absent.
   * Of a table also 0: all rows are trained on, and tested. Where it is absent a table of very few different rows is
   * divided as it can be (`divideRows`).
   */
  readonly testFraction?: number | undefined
  /** Another table to test with, of a table of which all rows are trained on. */
  readonly testData?: string | undefined
  /** Whether images of IDX files lie column by column, as those of EMNIST do. Seen from the images, or their name, if absent. */
  readonly transposed?: boolean | undefined
  /** Width and height that pictures are brought to, each from 1. Their own, where absent and it is the same for all. */
  readonly size?: readonly [width: number, height: number] | undefined
  /** Whether pictures are read in colour, three inputs a pixel. Where absent, they are unless all are grey. */
  readonly color?: boolean | undefined
  /**
   * Numbers of features to train on above which those of a table read in passes, or of large IDX files, are kept in a
   * temporary file and not in memory: `train.features` are then `StoredFeatures`. All are in memory where absent.
   */
  readonly storeAbove?: number | undefined
  /** Whether that file keeps its name, by which other processes open it (`featureFilePlace`); whoever asks for it removes it. */
  readonly namesStored?: boolean | undefined
}

/** A dataset in two parts; of a table or of pictures, also the form in which a model takes others of its kind. */
export interface OpenedDataset<Features = FeatureValues> extends SplitDataset<Features> {
  readonly form?: TableForm
  readonly pictures?: PictureForm
  /** Whether nothing was held back: the test part is the training part. */
  readonly testsOnTraining?: true
  /** The group of each training example, where they have groups. */
  readonly groups?: readonly string[]
  /** Whether the test part was held back of what is one: not, where a dataset comes with a test part of its own. */
  readonly heldBack?: true
}

/** A dataset whose features may be too many for memory. */
export type OpenedAnywhere = OpenedDataset<AnyFeatures>

/** One way in which datasets are kept. The first that accepts a path opens it (registry.ts). */
export interface DatasetFormat {
  /** For people, after `expected`: `a folder of IDX files`. */
  readonly name: string
  /** Whether a dataset of this kind lies at a path, as far as names tell. */
  accepts(path: string, found: Found): boolean
  /** @throws BadInput, FileError, UsageError */
  open(path: string, options: OpenOptions): Promise<OpenedAnywhere>
  /**
   * Opens the test part alone, with less memory or time than `open` takes; with it, where absent.
   * @throws BadInput, FileError, UsageError
   */
  openTest?(path: string, options: OpenOptions): Promise<Dataset<ReadableFeatures>>
  /**
   * Whether the dataset there is so large that not every process of a job should read it; never, where absent.
   * @throws BadInput, FileError
   */
  isLarge?(path: string): Promise<boolean>
}
