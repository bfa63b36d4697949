/**
 * `@antigrad/data/pure`: datasets without files, of rows, texts and bytes that a program has. Nothing here is Node's; bundlers
 * for the browser take it for `@antigrad/data` too, by the export condition `browser`.
 */
export { DIGIT_PIXELS, digitsOf, splitDigits } from './digits-split.js'
export type { FileBytes } from './file-bytes.js'
export { fromRows, type RowsOptions, rowFeatures } from './from-rows.js'
export { type GreyImage, greyOf } from './grey-image.js'
export { type Idx, type IdxHeader, parseIdx, readIdxHeader } from './idx.js'
export { readJsonLines } from './json-lines.js'
export type { MissingPolicy, UnknownPolicy } from './missing.js'
export { toMnistForm } from './mnist-form.js'
export { tableFormOf } from './model-form.js'
export { readNpyTable } from './npy-table.js'
export { PHYSICAL_TABLES, type PhysicalTable } from './physical.js'
export type { Delimiter } from './rows.js'
export { type ColumnScaling, invertTargets, type Scaling, type ScalingKind } from './scaling.js'
export { selectExamples } from './split.js'
export { type TableRows, tableDataset, tableRows } from './table-dataset.js'
export { type FeatureForm, inputsOf, type TableForm, type Task } from './table-form.js'
export { type TableDataset, type TableOptions, tableSplit } from './table-split.js'
export { splitValidation } from './validation.js'
export type { TableSource } from './written-table.js'
