export { gunzipIdx } from './gunzip.js'
export { type Idx, type IdxHeader, parseIdx, readIdxHeader } from './idx.js'
export { type FileBytes, type IdxOptions, type IdxPart, idxDataset, idxSplit } from './idx-dataset.js'
export { type OpenOptions, openDataset } from './open.js'
