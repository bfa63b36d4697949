/** `antigrad/node`: datasets, pictures and models from files, and run folders that cannot be lost. For Node, Bun and Deno. */
export {
  type OpenedDataset,
  type OpenOptions,
  openDataset,
  openImage,
  openTable,
  openTableFeatures,
  openTableRows,
  readImage,
} from '@antigrad/data'
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
