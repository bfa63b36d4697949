/**
 * The numbers of an MPI library. The libraries have the same functions and different binary interfaces: an object of MPI
 * (`MPI_Comm`, `MPI_Datatype`, `MPI_Op`) is the address of a global in Open MPI and a 32-bit number in MPICH. Declared as
 * `intptr_t`, both go into the same register, of which MPICH reads the lower half.
 */
export interface Abi {
  readonly name: 'Open MPI' | 'MPICH' | 'MPI 5'
  readonly world: bigint
  readonly int32: bigint
  readonly float: bigint
  /** Of floats: for comparison alone, its order is the library's own affair. */
  readonly sum: bigint
  readonly errorsReturn: bigint
  /** MPI_STATUSES_IGNORE */
  readonly ignoreStatuses: bigint
  /** Bytes of an MPI_Request. */
  readonly requestBytes: 4 | 8
}

/**
 * Of Open MPI, whose objects are globals of the library.
 * @param addressOf of a global
 */
export function openMpiAbi(addressOf: (global: string) => bigint): Abi {
  return {
    name: 'Open MPI',
    world: addressOf('ompi_mpi_comm_world'),
    int32: addressOf('ompi_mpi_int32_t'),
    float: addressOf('ompi_mpi_float'),
    sum: addressOf('ompi_mpi_op_sum'),
    errorsReturn: addressOf('ompi_mpi_errors_return'),
    ignoreStatuses: 0n,
    requestBytes: 8,
  }
}

/** Of MPICH and the libraries with its binary interface (Intel MPI, Cray MPICH, MVAPICH): its mpi.h. */
export const MPICH_ABI: Abi = {
  name: 'MPICH',
  world: 0x44000000n,
  int32: 0x4c000439n,
  float: 0x4c00040an,
  sum: 0x58000003n,
  errorsReturn: 0x54000001n,
  ignoreStatuses: 1n,
  requestBytes: 4,
}

/** Of MPI 5.0, in every library that has `libmpi_abi`: the standard's appendix A. */
export const STANDARD_ABI: Abi = {
  name: 'MPI 5',
  world: 257n,
  int32: 592n,
  float: 528n,
  sum: 33n,
  errorsReturn: 323n,
  ignoreStatuses: 0n,
  requestBytes: 8,
}
