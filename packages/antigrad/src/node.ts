/** `antigrad/node`: datasets, pictures and models from files, and run folders that cannot be lost. For Node, Bun and Deno. */
export {
  type OpenedDataset,
  type OpenOptions,
  openDataset,
  openTable,
  openTableFeatures,
  openTableRows,
} from '@antigrad/data'
export { openImage, readImage } from '@antigrad/data/images'
export {
  type Checkpoint,
  type Lock,
  lock,
  makeFolder,
  RUN_FILES,
  RunFolder,
  type RunFolderOptions,
  readCheckpoint,
  readLog,
  readWhole,
  save,
  saveKeeping,
} from '@antigrad/store'
