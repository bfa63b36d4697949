/** `@antigrad/cluster`: the processes of an MPI job that train one network together. */
export type { ClusterGroup } from './cluster-group.js'
export { type Messages, openMessages } from './messages.js'
export { KOFFI_VERSION } from './mpi/koffi.js'
export { LIBRARY_VARIABLE } from './mpi/library.js'
export { type ClusterOptions, openCluster } from './open-cluster.js'
