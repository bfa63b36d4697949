import type { AnyFeatures, Dataset, SplitDataset } from '@antigrad/core'
import type { PictureForm, TableForm } from '@antigrad/data'

/** The examples of a run. */
export interface RunData {
  /** What the trainer takes: its second part is for validation where the run has one, for testing otherwise. */
  readonly dataset: SplitDataset<AnyFeatures>
  /** What nothing is learned from. */
  readonly test: Dataset
  /** Of a table: how its cells become examples. */
  readonly form?: TableForm
  /** Of a folder of pictures: how they become examples. */
  readonly pictures?: PictureForm
  /** Whether nothing was held back: the test part is the training part. */
  readonly testsOnTraining?: true
  /** Of all of it. */
  readonly fingerprint: string
}
