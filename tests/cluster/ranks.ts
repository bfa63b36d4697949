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

function rankOf(pid: number): number | undefined {
  const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  const found = variables.find((variable) => /^(OMPI_COMM_WORLD|PMI)_RANK=/.test(variable))
  return found === undefined ? undefined : Number(found.split('=')[1])
}
