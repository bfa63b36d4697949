/** `@antigrad/data/forms`: how tables and pictures become inputs, as a model keeps it. Pure. */
export type { PictureForm } from './pictures.js'
export { type ColumnScaling, FURTHEST, type Scaling } from './scaling.js'
export { type FeatureForm, inputsOf, type TableForm } from './table-form.js'
