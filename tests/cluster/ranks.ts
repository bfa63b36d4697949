import { readdirSync, readFileSync } from 'node:fs'
import type { Surroundings } from '../cli/command.js'
import { KOFFI, type Launcher } from './launchers.js'

/** Surroundings in which a command is so many ranks. */
export function ranks(launcher: Launcher, count: number): Surroundings {
  return { through: launcher.words(count), env: { NODE_PATH: KOFFI } }
}

/** The processes of ranks that a launcher has started on this machine, by their rank. */
export function processesOf(launcher: number): number[] {
  const found: number[] = []
  const parents = [launcher]
  for (let parent = parents.pop(); parent !== undefined; parent = parents.pop()) {
    for (const child of childrenOf(parent)) {
      const rank = rankOf(child)
      // The mpirun of MPICH starts a process that starts them.
      if (rank === undefined) parents.push(child)
      else found[rank] = child
    }
  }
  return found
}

/** The processes that one has started, whichever of its threads. */
export function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
}

/** The processes of ranks on this machine that were given an argument, by their rank, whatever has started them. */
export function processesGiven(argument: string): number[] {
  const found: number[] = []
  for (const pid of readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    const rank = textsOf(pid, 'cmdline').includes(argument) ? rankOf(pid) : undefined
    if (rank !== undefined) found[rank] = pid
  }
  return found
}

function rankOf(pid: number): number | undefined {
  const found = textsOf(pid, 'environ').find((variable) =>
    /^(OMPI_COMM_WORLD_RANK|PMI_RANK|SLURM_PROCID)=/.test(variable),
  )
  return found === undefined ? undefined : Number(found.split('=')[1])
}

/** What /proc says of a process, text by text: nothing of one that has ended. */
function textsOf(pid: number, file: 'cmdline' | 'environ'): string[] {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8').split('\0')
  } catch {
    return []
  }
}
