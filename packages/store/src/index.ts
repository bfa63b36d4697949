/** `@antigrad/store`: model files and run folders that cannot be lost. What the bytes mean, it does not know. */
export { type Checkpoint, readCheckpoint, type Validate } from './checkpoint.js'
export { type Lock, lock } from './lock.js'
export { readLog } from './log.js'
export { type FileOperations, nodeFiles, type OpenFile } from './operations.js'
export { readWhole } from './read-whole.js'
export { RUN_FILES } from './run-files.js'
export { RunFolder, type RunFolderOptions } from './run-folder.js'
export { save, saveKeeping } from './save.js'
