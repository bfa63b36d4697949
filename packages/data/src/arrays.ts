/** `@antigrad/data/arrays`: arrays of numpy, and zip archives. Pure. */
export { type NpyArray, parseNpy } from './npy.js'
export { unpackZip } from './zip.js'
