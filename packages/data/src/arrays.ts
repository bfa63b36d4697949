/** `@antigrad/data/arrays`: arrays of numpy, and zip archives. Pure. */
export { type NpyArray, parseNpy } from './numpy/npy.js'
export { unpackZip } from './numpy/zip.js'
