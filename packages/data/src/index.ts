export { digitsOf, splitDigits } from './digits-split.js'
export { FeatureFile, type FeatureFilePlace, featureFilePlace, openFeatureFile } from './feature-file.js'
export { datasetPieces, featurePieces, featuresOf, type ReadableFeatures } from './feature-pieces.js'
export type { FileBytes } from './file-bytes.js'
export { type Fold, foldDataset } from './folds.js'
export { tablesAdvice } from './formats/folder-advice.js'
export { adviceAt } from './formats/foreign-bytes.js'
export type { DatasetFormat, OpenedAnywhere, OpenedDataset, OpenOptions } from './formats/format.js'
export { isPicturePath } from './formats/look.js'
export { DIGITS, openWholeDigits } from './formats/mnist.js'
export { FORMATS } from './formats/registry.js'
export { openTable, openTableFeatures, openTableRows, tableColumns } from './formats/table.js'
export { isTablePath, readTableSource } from './formats/table-source.js'
export { gunzipIdx } from './idx/gunzip.js'
export { type Idx, type IdxHeader, parseIdx, readIdxHeader } from './idx/idx.js'
export { type IdxOptions, type IdxPart, idxDataset, idxSplit } from './idx/idx-dataset.js'
export type { PictureForm } from './images/pictures.js'
export { examplesInCommon } from './keys.js'
export { withClasses } from './label-classes.js'
export { isLargeDataset, openDataset, openTestPart } from './open.js'
export { PHYSICAL_TABLES, type PhysicalTable, type Quantity } from './physical.js'
export { selectExamples } from './split.js'
export { CALENDAR_NAMES } from './tables/calendar.js'
export type { NumberColumn } from './tables/column.js'
export type { TableText } from './tables/find-columns.js'
export { fromRows, type RowsOptions, rowFeatures } from './tables/from-rows.js'
export { readJson } from './tables/json.js'
export { readJsonLines } from './tables/json-lines.js'
export {
  MISSING_POLICIES,
  type MissingPolicy,
  UNKNOWN_POLICIES,
  type UnknownPolicy,
} from './tables/missing.js'
export { tableFormOf } from './tables/model-form.js'
export { readNpyTable } from './tables/npy-table.js'
export { openNumberColumns } from './tables/number-columns.js'
export { type NumberForm, readNumber } from './tables/number-form.js'
export { DELIMITERS, type Delimiter } from './tables/rows.js'
export {
  type ColumnScaling,
  invertTargets,
  type Scaling,
  type ScalingKind,
  type TargetScaling,
} from './tables/scaling.js'
export { type TableRows, tableDataset, tableRows } from './tables/table-dataset.js'
export { type FeatureForm, inputsOf, type TableForm, type Task } from './tables/table-form.js'
export { type TableDataset, type TableOptions, tableSplit } from './tables/table-split.js'
export { splitValidation } from './validation.js'
