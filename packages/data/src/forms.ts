/** `@antigrad/data/forms`: how tables and pictures become inputs, as a model keeps it. Pure. */
export type { PictureForm } from './images/pictures.js'
export { type ColumnScaling, FURTHEST, type Scaling } from './tables/scaling.js'
export { type FeatureForm, inputsOf, type TableForm } from './tables/table-form.js'
