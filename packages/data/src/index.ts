export type { NumberColumn } from './column.js'
export { digitsOf, splitDigits } from './digits-split.js'
export { FeatureFile } from './feature-file.js'
export { featurePieces } from './feature-pieces.js'
export type { FileBytes } from './file-bytes.js'
export { type Fold, foldDataset } from './folds.js'
export type { DatasetFormat, OpenedAnywhere, OpenedDataset, OpenOptions } from './formats/format.js'
export { DIGITS, openWholeDigits } from './formats/mnist.js'
export { openPicture, openPictures } from './formats/picture-folder.js'
export { FORMATS } from './formats/registry.js'
export { openTable, openTableFeatures, openTableRows, tableColumns } from './formats/table.js'
export { isTablePath, readTableSource } from './formats/table-source.js'
export { fromRows, type RowsOptions, rowFeatures } from './from-rows.js'
export type { GreyImage } from './grey-image.js'
export { gunzipIdx } from './gunzip.js'
export { type Idx, type IdxHeader, parseIdx, readIdxHeader } from './idx.js'
export { type IdxOptions, type IdxPart, idxDataset, idxSplit } from './idx-dataset.js'
export { readImage } from './image.js'
export { readJsonLines } from './json-lines.js'
export { examplesInCommon } from './keys.js'
export {
  MISSING_POLICIES,
  type MissingPolicy,
  UNKNOWN_POLICIES,
  type UnknownPolicy,
} from './missing.js'
export { type PreparedDigit, prepareDigit, toMnistForm } from './mnist-form.js'
export { tableFormOf } from './model-form.js'
export { readNpyTable } from './npy-table.js'
export { openNumberColumns } from './number-columns.js'
export { CALENDAR_NAMES, type NumberForm, readNumber } from './number-form.js'
export { openDataset, openImage } from './open.js'
export { PHYSICAL_TABLES, type PhysicalTable, type Quantity } from './physical.js'
export { type PictureForm, pictureDataset } from './pictures.js'
export { DELIMITERS, type Delimiter } from './rows.js'
export {
  type ColumnScaling,
  invertTargets,
  type Scaling,
  type ScalingKind,
  type TargetScaling,
} from './scaling.js'
export { selectExamples } from './split.js'
export type { TableText } from './table.js'
export { type TableRows, tableDataset, tableRows } from './table-dataset.js'
export { type FeatureForm, inputsOf, type TableForm, type Task } from './table-form.js'
export { type TableDataset, type TableOptions, tableSplit } from './table-split.js'
export { turnedDigits } from './turned-digits.js'
export { splitValidation } from './validation.js'
