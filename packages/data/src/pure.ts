/**
 * `@antigrad/data/pure`: datasets without files, of rows, texts and bytes that a program has. Nothing here is Node's; bundlers
 * for the browser take it for `@antigrad/data` too, by the export condition `browser`.
 */
export { DIGIT_PIXELS, digitsOf, splitDigits } from './digits-split.js'
export { toMnistForm } from './drawn-digits/mnist-form.js'
export type { FileBytes } from './file-bytes.js'
export { type Idx, type IdxHeader, parseIdx, readIdxHeader } from './idx/idx.js'
export { type GreyImage, greyOf } from './images/grey-image.js'
export { PHYSICAL_TABLES, type PhysicalTable } from './physical.js'
export { selectExamples } from './split.js'
export { fromRows, type RowsOptions, rowFeatures } from './tables/from-rows.js'
export { readJson } from './tables/json.js'
export { readJsonLines } from './tables/json-lines.js'
export type { MissingPolicy, UnknownPolicy } from './tables/missing.js'
export { tableFormOf } from './tables/model-form.js'
export { readNpyTable } from './tables/npy-table.js'
export type { Delimiter } from './tables/rows.js'
export { type ColumnScaling, invertTargets, type Scaling, type ScalingKind } from './tables/scaling.js'
export { type TableRows, tableDataset, tableRows } from './tables/table-dataset.js'
export { type FeatureForm, inputsOf, type TableForm, type Task } from './tables/table-form.js'
export { type TableDataset, type TableOptions, tableSplit } from './tables/table-split.js'
export type { TableSource } from './tables/written-table.js'
export { splitValidation } from './validation.js'
