import type { DatasetFormat } from './format.js'
import { idxFolder, idxSet, mnistFull } from './idx.js'
import { mnist } from './mnist.js'
import { npz } from './npz.js'
import { pictureFolder } from './picture-folder.js'
import { table } from './table.js'

/** Every format, in the order in which they are asked. One more is one entry. */
export const FORMATS: readonly DatasetFormat[] = [
  mnist,
  mnistFull,
  table,
  npz,
  pictureFolder,
  idxFolder,
  idxSet,
]
