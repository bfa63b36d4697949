import { readFile } from 'node:fs/promises'
import { UsageError } from '@antigrad/core'
import type { Launch } from './launcher.js'

/** The cores that a rank has. */
export interface Cores {
  /** Those that it may run on. */
  readonly allowed: number
  /** Of the machine. */
  readonly all: number
  /** Ranks that share the machine. */
  readonly localRanks: number
  /** Threads that the user asked for; undefined where as many as suit. */
  readonly threads: number | undefined
}

/**
 * Checks that a rank is not bound to one core with all its threads, as Open MPI does with one or two ranks and Slurm with every
 * task, unless that is its part of the machine, or one thread is all that was asked for.
 * @throws UsageError with the flag that mends it
 */
export function checkCores(launch: Launch, { allowed, all, localRanks, threads }: Cores): void {
  const wanted = threads ?? Math.floor(all / localRanks)
  if (allowed > 1 || wanted <= 1) return
  const flag =
    launch.launcher === 'mpirun of Open MPI'
      ? 'mpirun --bind-to none'
      : launch.launcher === 'srun'
        ? `srun --cpus-per-task=${wanted}`
        : 'mpirun -bind-to none'
  throw new UsageError(
    `this rank is bound to one of ${all} cores with all its threads: ${flag}, or --threads 1 if one is meant`,
  )
}

/**
 * The cores that this process may run on, as Linux lists them: "0-3,8"; undefined where nobody says, which means all. Ranks of
 * one machine with one list share them.
 */
export async function allowedCores(): Promise<string | undefined> {
  try {
    return listIn(await readFile('/proc/self/status', 'utf8'))
  } catch {
    return undefined
  }
}

/** The list of /proc/self/status. */
export function listIn(status: string): string | undefined {
  return /^Cpus_allowed_list:\s*([\d,-]+)$/m.exec(status)?.[1]
}

/** How many cores a list names. */
export function coresIn(list: string): number {
  return list.split(',').reduce((sum, range) => {
    const [first, last = first] = range.split('-').map(Number)
    return sum + last - first + 1
  }, 0)
}
