import { expect, test } from 'vitest'
import type { Launch } from '../launcher.js'
import { MPICH_ABI, openMpiAbi, STANDARD_ABI } from './abi.js'
import { checkLaunch, checkRanks } from './checks.js'
import { type LoadedLibrary, libraryFiles } from './library.js'

const loaded = (abi: LoadedLibrary['abi'], file: string): LoadedLibrary => ({
  abi,
  file,
  library: { func: () => () => 0, symbol: () => undefined },
})
const openMpi = loaded(
  openMpiAbi(() => 1n),
  'libmpi.so.40',
)
const mpich = loaded(MPICH_ABI, 'libmpich.so.12')
const standard = loaded(STANDARD_ABI, 'libmpi_abi.so.0')
const srun = (spoken: Launch['interface']): Launch => ({ launcher: 'srun', ranks: 2, interface: spoken })
const mpirun = (own: 'Open MPI' | 'MPICH'): Launch => ({
  launcher: `mpirun of ${own}`,
  ranks: 2,
  interface: own === 'MPICH' ? 'PMI' : 'PMIx',
})

test('srun that does not speak what the library needs', () => {
  expect(() => checkLaunch(srun('none'), openMpi)).toThrow(/srun --mpi=pmix$/)
  expect(() => checkLaunch(srun('PMI'), openMpi)).toThrow(/srun --mpi=pmix$/)
  expect(() => checkLaunch(srun('none'), mpich)).toThrow(/srun --mpi=pmi2/)
  expect(() => checkLaunch(srun('none'), standard)).toThrow(/srun --mpi=pmi2/)
  for (const [launch, library] of [
    [srun('PMIx'), openMpi],
    [srun('PMI'), mpich],
    [srun('PMIx'), mpich],
    [mpirun('Open MPI'), openMpi],
    [undefined, openMpi],
  ] as const) {
    expect(() => checkLaunch(launch, library)).not.toThrow()
  }
})

test('ranks that do not see each other', () => {
  expect(() => checkRanks(srun('PMIx'), 1, mpich)).toThrow(/srun started 2 ranks.*sees 1.*srun --mpi=pmi2$/)
  expect(() => checkRanks(mpirun('Open MPI'), 1, mpich)).toThrow(/start with the mpirun of MPICH/)
  expect(() => checkRanks(mpirun('MPICH'), 1, openMpi)).toThrow(/start with the mpirun of Open MPI/)
  expect(() => checkRanks(mpirun('MPICH'), 1, mpich)).toThrow(/two installations.*ANTIGRAD_MPI_LIBRARY/)
  expect(() => checkRanks(mpirun('MPICH'), 2, mpich)).not.toThrow()
  expect(() => checkRanks(undefined, 1, mpich)).not.toThrow()
})

test('the library of what started the process comes first, and one that is named is the only one', () => {
  expect(libraryFiles(mpirun('Open MPI'), {})[0]).toBe('libmpi.so.40')
  expect(libraryFiles(mpirun('MPICH'), {})[0]).toBe('libmpich.so.12')
  expect(libraryFiles(srun('PMI'), {})[0]).toBe('libmpich.so.12')
  expect(libraryFiles(undefined, { ANTIGRAD_MPI_LIBRARY: 'libmpi_cray.so.12' })).toEqual([
    'libmpi_cray.so.12',
  ])
})
