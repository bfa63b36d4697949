import { expect, test } from 'vitest'
import { type Environment, launchOf } from './launcher.js'

/** What launchers were seen to set. */
const SEEN: Record<string, Environment> = {
  openMpi: { OMPI_COMM_WORLD_SIZE: '2', OMPI_COMM_WORLD_RANK: '1', PMIX_RANK: '1' },
  mpich: { PMI_SIZE: '3', PMI_RANK: '0', PMI_FD: '6', HYDI_CONTROL_FD: '7', MPI_LOCALNRANKS: '3' },
  step: {
    SLURM_JOB_ID: '7',
    SLURM_NTASKS: '4',
    SLURM_STEP_ID: '0',
    SLURM_STEP_NUM_TASKS: '4',
    SLURM_PROCID: '2',
  },
  batch: { SLURM_JOB_ID: '7', SLURM_NTASKS: '4', SLURM_PROCID: '0' },
}

test('mpirun of either library', () => {
  expect(launchOf(SEEN.openMpi)).toEqual({ launcher: 'mpirun of Open MPI', ranks: 2, interface: 'PMIx' })
  expect(launchOf(SEEN.mpich)).toEqual({ launcher: 'mpirun of MPICH', ranks: 3, interface: 'PMI' })
})

test('srun, by what it speaks', () => {
  const pmix = { ...SEEN.step, PMIX_RANK: '2', PMIX_NAMESPACE: 'slurm.pmix.7.0' }
  const pmi2 = { ...SEEN.step, PMI_SIZE: '4', PMI_RANK: '2', PMI_FD: '9' }
  expect(launchOf(pmix)).toEqual({ launcher: 'srun', ranks: 4, interface: 'PMIx' })
  expect(launchOf(pmi2)).toEqual({ launcher: 'srun', ranks: 4, interface: 'PMI' })
  expect(launchOf(SEEN.step)).toEqual({ launcher: 'srun', ranks: 4, interface: 'none' })
})

test('mpirun within a job of Slurm is mpirun', () => {
  expect(launchOf({ ...SEEN.batch, ...SEEN.openMpi })?.launcher).toBe('mpirun of Open MPI')
  expect(launchOf({ ...SEEN.step, ...SEEN.openMpi })?.ranks).toBe(2)
  // Hydra starts one proxy on each machine with srun.
  const proxies = { ...SEEN.step, SLURM_STEP_NUM_TASKS: '2' }
  expect(launchOf({ ...proxies, ...SEEN.mpich })).toMatchObject({ launcher: 'mpirun of MPICH', ranks: 3 })
})

test('nobody: a shell, a batch script, a machine with MPI installed, odd numbers', () => {
  for (const env of [
    {},
    SEEN.batch,
    { PMIX_SYSTEM_TMPDIR: 'x' },
    { OMPI_COMM_WORLD_SIZE: '' },
    { PMI_SIZE: '-1' },
  ]) {
    expect(launchOf(env)).toBeUndefined()
  }
})
