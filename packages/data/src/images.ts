/** `@antigrad/data/images`: pictures and drawn digits, with their decoders, which whoever reads tables need not load. */
export { type PreparedDigit, prepareDigit, toMnistForm } from './drawn-digits/mnist-form.js'
export { turnedDigits } from './drawn-digits/turned-digits.js'
export type { GreyImage } from './images/grey-image.js'
export { readImage } from './images/image.js'
export { openImage } from './images/open-image.js'
export { openPicture, openPictures } from './images/picture-folder.js'
export { pictureDataset } from './images/pictures.js'
