import { execFileSync, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where `.ci/run` installs koffi, which is no dependency of the workspace. */
export const KOFFI = fileURLToPath(new URL('koffi/node_modules', import.meta.url))

/** What starts ranks on this machine. */
export interface Launcher {
  readonly name: 'Open MPI' | 'MPICH'
  /** Why it cannot be used here; undefined where it can. */
  readonly missing: string | undefined
  /** The program and its arguments, before those of what it is to start. */
  words(ranks: number): string[]
}

export const OPEN_MPI: Launcher = launcher('Open MPI', 'openmpi-bin', (program, ranks) => [
  ...[program, '--allow-run-as-root', '--oversubscribe', '--bind-to', 'none'],
  ...['-n', `${ranks}`],
])

export const MPICH: Launcher = launcher('MPICH', 'mpich', (program, ranks) => [program, '-n', `${ranks}`])

function launcher(
  name: Launcher['name'],
  ofDebian: string,
  words: (program: string, ranks: number) => string[],
): Launcher {
  const of = { 'Open MPI': 'openmpi', MPICH: 'mpich' }[name]
  const program = [`mpirun.${of}`, 'mpirun'].find((program) => isOf(name, program))
  const missing =
    program === undefined
      ? `${name} (apt-get install ${ofDebian})`
      : existsSync(KOFFI)
        ? undefined
        : 'koffi, which .ci/run installs'
  return {
    name,
    missing: missing && `needs ${missing}`,
    words: (ranks) => words(program ?? 'mpirun', ranks),
  }
}

function isOf(name: Launcher['name'], program: string): boolean {
  try {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8', stdio: 'pipe' })
    return version.includes(name === 'MPICH' ? 'HYDRA' : name)
  } catch {
    return false
  }
}

/** How a job ended. */
export interface EndedJob {
  /** Of the launcher. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A job that runs. */
export interface Job {
  /** Of the launcher. */
  readonly pid: number
  /** What ranks have printed so far. */
  stdout(): string
  readonly ended: Promise<EndedJob>
}

/** Starts so many ranks of a program beside this file. */
export function startJob(
  launcher: Launcher,
  ranks: number,
  [program, ...args]: readonly [string, ...string[]],
  env: NodeJS.ProcessEnv = {},
): Job {
  const [command, ...words] = launcher.words(ranks)
  const file = fileURLToPath(new URL(program, import.meta.url))
  const child = spawn(command, [...words, process.execPath, file, ...args], {
    env: { ...process.env, NODE_PATH: KOFFI, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const ended = new Promise<EndedJob>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, stdout, stderr }))
  })
  return { pid: child.pid ?? 0, stdout: () => stdout, ended }
}
