/** `@antigrad/cluster/mpi`: the library alone, for measurements. */
export { requireKoffi } from './koffi.js'
export { libraryFiles, loadLibrary } from './library.js'
export { Mpi } from './mpi.js'
export { MpiLink } from './mpi-link.js'
