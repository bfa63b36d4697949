/**
 * `@antigrad/data` where there are no files: what bundlers for the browser take by the export condition
 * `browser`. Everything here is pure.
 */
export { DIGIT_PIXELS, digitsOf, splitDigits } from './digits-split.js'
export { fromRows, type RowsOptions } from './from-rows.js'
export { type GreyImage, greyOf } from './grey-image.js'
export { toMnistForm } from './mnist-form.js'
