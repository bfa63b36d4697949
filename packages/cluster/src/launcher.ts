/** What started this process beside others, as the environment tells it. */
export interface Launch {
  readonly launcher: 'mpirun of Open MPI' | 'mpirun of MPICH' | 'srun'
  /** Processes that were started together. */
  readonly ranks: number
  /** What the launcher speaks with the MPI library of its processes: where it speaks nothing, each is alone. */
  readonly interface: 'PMIx' | 'PMI' | 'none'
}

/** The variables of a process. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * What started this process beside others; undefined where nothing did. A batch script of Slurm is no step of it and starts
 * nobody: only what it starts with `srun` or `mpirun` is.
 *
 * Looked at from the inside out: mpirun within a job of Slurm leaves Slurm's variables to its processes, srun sets no others'.
 */
export function launchOf(env: Environment): Launch | undefined {
  const openMpi = countIn(env.OMPI_COMM_WORLD_SIZE)
  if (openMpi !== undefined) return { launcher: 'mpirun of Open MPI', ranks: openMpi, interface: 'PMIx' }
  const step = stepOf(env)
  const pmi = countIn(env.PMI_SIZE)
  if (step === undefined) {
    return pmi === undefined ? undefined : { launcher: 'mpirun of MPICH', ranks: pmi, interface: 'PMI' }
  }
  if (env.PMIX_RANK !== undefined) return { launcher: 'srun', ranks: step, interface: 'PMIx' }
  if (pmi === undefined) return { launcher: 'srun', ranks: step, interface: 'none' }
  // Hydra starts its proxies with srun, one on each machine, and these start the ranks.
  if (env.HYDI_CONTROL_FD !== undefined || env.MPI_LOCALNRANKS !== undefined) {
    return { launcher: 'mpirun of MPICH', ranks: pmi, interface: 'PMI' }
  }
  return { launcher: 'srun', ranks: pmi, interface: 'PMI' }
}

/** How many processes a step of Slurm has that this process is one of. */
function stepOf(env: Environment): number | undefined {
  return env.SLURM_STEP_ID === undefined || env.SLURM_PROCID === undefined
    ? undefined
    : (countIn(env.SLURM_STEP_NUM_TASKS) ?? countIn(env.SLURM_NTASKS))
}

function countIn(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined
}
