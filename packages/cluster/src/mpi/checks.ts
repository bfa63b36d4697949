import { UsageError } from '@antigrad/core'
import type { Launch } from '../launcher.js'
import type { LoadedLibrary } from './library.js'
import { LIBRARY_VARIABLE } from './library.js'

/**
 * Checks, before MPI is started, that srun speaks what the library needs. Where it does not, Open MPI ends the process with a page
 * of text, and MPICH lets every process be alone.
 * @throws UsageError with the flag that mends it
 */
export function checkLaunch(launch: Launch | undefined, { abi, file }: LoadedLibrary): void {
  if (launch?.launcher !== 'srun' || launch.ranks === 1) return
  const { interface: spoken } = launch
  if (abi.name === 'Open MPI' && spoken !== 'PMIx') {
    throw new UsageError(`srun does not speak PMIx, which Open MPI (${file}) needs: srun --mpi=pmix`)
  }
  if (spoken === 'none') {
    throw new UsageError(
      `srun speaks neither PMIx nor PMI, which ${abi.name} (${file}) needs: srun --mpi=pmi2, or --mpi=pmix`,
    )
  }
}

/**
 * Checks that as many ranks as were started see each other. Where the library is another than the launcher's, each is rank 0
 * of 1 and would train alone.
 * @param ranks as MPI has it
 * @throws UsageError with what mends it
 */
export function checkRanks(launch: Launch | undefined, ranks: number, { abi, file }: LoadedLibrary): void {
  if (!launch || launch.ranks === ranks) return
  const found = `${launch.launcher} started ${launch.ranks} ranks, ${abi.name} (${file}) sees ${ranks}`
  if (launch.launcher === 'srun') {
    const flag = launch.interface === 'PMIx' ? 'pmi2' : 'pmix'
    throw new UsageError(`${found}: they speak different interfaces: srun --mpi=${flag}`)
  }
  const own = launch.launcher === 'mpirun of Open MPI' ? 'Open MPI' : 'MPICH'
  throw new UsageError(
    abi.name === own
      ? `${found}: the launcher and the library are of two installations; name the launcher's in ${LIBRARY_VARIABLE}`
      : `${found}: start with the mpirun of ${abi.name}, or name the launcher's library in ${LIBRARY_VARIABLE}`,
  )
}
