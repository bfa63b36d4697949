import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { codeOf } from './attempt.js'

/** Which process: a pid alone is used again, soon after a restart or in a container. */
export interface ProcessIdentity {
  readonly pid: number
  readonly host: string
  /** When it started: the boot of the machine and the clock ticks since; empty where the system does not say. */
  readonly started: string
}

/** The states in `/proc/<pid>/stat` of a process that runs no more: a zombie, and one just dying. */
const DEAD = ['Z', 'X', 'x']

export async function thisProcess(): Promise<ProcessIdentity> {
  const stat = await readStat(process.pid)
  return { pid: process.pid, host: hostname(), started: stat?.started ?? '' }
}

/**
 * Whether a process still runs: `elsewhere` is another machine or container, of which nothing can be known
 * from here. In doubt, it runs.
 */
export async function stateOf(identity: ProcessIdentity): Promise<'running' | 'gone' | 'elsewhere'> {
  if (identity.host !== hostname()) return 'elsewhere'
  try {
    // Signal 0 asks whether there is such a process, and does nothing to it.
    process.kill(identity.pid, 0)
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return 'gone'
  }
  const stat = await readStat(identity.pid)
  if (!stat) return 'running'
  if (DEAD.includes(stat.state)) return 'gone'
  return identity.started === '' || identity.started === stat.started ? 'running' : 'gone'
}

/** State and start of a process, or undefined where the system does not say. */
async function readStat(pid: number): Promise<{ state: string; started: string } | undefined> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // `pid (name) state …`: the name may hold spaces and parentheses. The start is field 22, the state field 3.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0], started: `${boot.trim()}/${fields[19]}` }
  } catch {
    return undefined
  }
}
