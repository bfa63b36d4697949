import { UsageError } from '@antigrad/core'
import type { Environment, Launch } from '../launcher.js'
import { type Abi, MPICH_ABI, openMpiAbi, STANDARD_ABI } from './abi.js'
import type { Koffi, Library } from './koffi.js'

/** An MPI library that is loaded. */
export interface LoadedLibrary {
  /** What it was loaded by. */
  readonly file: string
  readonly library: Library
  readonly abi: Abi
}

/** The variable that names another library: those of some clusters have names of their own. */
export const LIBRARY_VARIABLE = 'ANTIGRAD_MPI_LIBRARY'

const OPEN_MPI = ['libmpi.so.40', 'libmpi.40.dylib']
const MPICH = ['libmpich.so.12', 'libmpi.so.12', 'libmpi.12.dylib']
const STANDARD = ['libmpi_abi.so.0', 'libmpi_abi.0.dylib']

/**
 * The files that may hold the library of what started this process, the likeliest first. Another library than the launcher's
 * is no error of its own: each process then is rank 0 of 1.
 */
export function libraryFiles(launch: Launch | undefined, env: Environment): readonly string[] {
  const named = env[LIBRARY_VARIABLE]
  if (named) return [named]
  return launch?.interface === 'PMI'
    ? [...MPICH, ...STANDARD, ...OPEN_MPI]
    : [...OPEN_MPI, ...STANDARD, ...MPICH]
}

/**
 * Loads the first of `files` that is there, and tells by its symbols which numbers it takes.
 * @throws UsageError where none is
 */
export function loadLibrary(koffi: Koffi, files: readonly string[]): LoadedLibrary {
  for (const file of files) {
    const library = tryLoad(koffi, file)
    if (library) return { file, library, abi: abiOf(koffi, library) }
  }
  throw new UsageError(
    `no MPI library found, tried ${files.join(', ')}: install Open MPI or MPICH, or name it in ${LIBRARY_VARIABLE}`,
  )
}

function tryLoad(koffi: Koffi, file: string): Library | undefined {
  try {
    // Global: Open MPI loads components that look for its symbols.
    return koffi.load(file, { global: true, lazy: true })
  } catch {
    return undefined
  }
}

function abiOf(koffi: Koffi, library: Library): Abi {
  if (followsStandard(library)) return STANDARD_ABI
  if (!hasSymbol(library, 'ompi_mpi_comm_world')) return MPICH_ABI
  return openMpiAbi((global) => koffi.address(library.symbol(global)))
}

/** The libmpi of Open MPI 6 has the function too and answers −1: only libmpi_abi takes the numbers of the standard. */
function followsStandard(library: Library): boolean {
  if (!hasSymbol(library, 'MPI_Abi_get_version')) return false
  const major = [0]
  const minor = [0]
  library.func('int MPI_Abi_get_version(_Out_ int *major, _Out_ int *minor)')(major, minor)
  return major[0] >= 1
}

function hasSymbol(library: Library, name: string): boolean {
  try {
    library.symbol(name)
    return true
  } catch {
    return false
  }
}
