import { readFileSync } from 'node:fs'
import type { Surroundings } from '../cli/command.js'
import { KOFFI, type Launcher } from './launchers.js'

/** Surroundings in which a command is so many ranks. */
export function ranks(launcher: Launcher, count: number): Surroundings {
  return { through: launcher.words(count), env: { NODE_PATH: KOFFI } }
}

/** The processes that mpirun of Open MPI has started on this machine, by their rank. */
export function processesOf(mpirun: number): number[] {
  const children = readFileSync(`/proc/${mpirun}/task/${mpirun}/children`, 'utf8')
    .trim()
    .split(' ')
    .map(Number)
  const rankOf = (pid: number): number => {
    const variables = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
    const found = variables.find((variable) => variable.startsWith('OMPI_COMM_WORLD_RANK='))
    return Number(found?.split('=')[1])
  }
  return children.filter((pid) => !Number.isNaN(rankOf(pid))).sort((a, b) => rankOf(a) - rankOf(b))
}
