import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PEERS, type Peer } from './peer.js'

/** What one process reports. */
export interface PeerResult {
  readonly examplesPerSecond: number
  /** Of training. */
  readonly seconds: number
  readonly epochs: number
  /** On the test examples, at the end. */
  readonly accuracy: number
  /** Seconds of training after which the target was seen, at the end of an epoch; null where it was not. */
  readonly secondsToTarget: number | null
  readonly version: string
  /** The most that was resident. */
  readonly residentMegabytes: number
  /** Of Python's peers. */
  readonly installMegabytes?: number
}

/** A run, or why there is none. */
export type PeerRun = { readonly threads: number } & (
  | { readonly result: PeerResult }
  | { readonly failed: string }
)

const run = promisify(execFile)

/** How a peer's process is run. */
export interface PeerProcess {
  /** The program that runs JavaScript. */
  readonly node: string
  /** Whole seconds after which it is given up. */
  readonly patience: number
}

/** Runs one peer with so many threads, in a process of its own. */
export async function runPeer(
  peer: Peer,
  threads: number,
  task: string,
  { node, patience }: PeerProcess,
): Promise<PeerRun> {
  const python = peer.language === 'Python' ? await pythonWith(peer.modules) : undefined
  if (peer.language === 'Python' && !python) {
    return { threads, failed: `no python3 here has ${peer.modules.join(' and ')}` }
  }
  const [program, file] = python
    ? [python, join(PEERS, 'python', `${peer.program}.py`)]
    : [node, join(PEERS, 'js', 'main.mjs')]
  const args = python ? [file, String(threads), task] : [file, peer.program, String(threads), task]
  try {
    const env = {
      ...environmentOf(process.env, threads),
      ...(peer.checkout && { ANTIGRAD_CHECKOUT: peer.checkout }),
    }
    const { stdout } = await run(program, args, { env, timeout: patience * 1000, maxBuffer: 2 ** 24 })
    // Libraries greet on stdout: the result is the last line.
    return { threads, result: JSON.parse(stdout.trim().split('\n').at(-1) ?? '') }
  } catch (error) {
    return { threads, failed: reasonOf(error, patience) }
  }
}

/** What a peer's process gets: so many threads, and no word on which of its kernels OpenBLAS has to take. */
export function environmentOf(machine: NodeJS.ProcessEnv, threads: number): NodeJS.ProcessEnv {
  // Set on some machines for old builds, they keep a newer one from AVX-512.
  const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...others } = machine
  const count = String(threads)
  return {
    ...others,
    OMP_NUM_THREADS: count,
    OPENBLAS_NUM_THREADS: count,
    MKL_NUM_THREADS: count,
    PYTHONDONTWRITEBYTECODE: '1',
  }
}

/** The first python3 that has the modules: that of the PATH, or the system's. */
async function pythonWith(modules: readonly string[]): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await run(python, ['-c', `import ${modules.join(', ')}`])
      return python
    } catch {
      // Not this one.
    }
  }
  return undefined
}

function reasonOf(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return String(error)
  if ('killed' in error && error.killed) return `not done in ${patience} s`
  const said = 'stderr' in error ? String(error.stderr).trim().split('\n') : []
  const line = said.find((text) => /Error/.test(text)) ?? said.at(-1)
  return (line || error.message).trim().slice(0, 160)
}

/**
 * Of several runs of one peer with as many threads the one of median speed, the lower of two; a failure where none came
 * to an end.
 */
export function medianRun(runs: readonly PeerRun[]): PeerRun {
  const done = runs.flatMap((run) => ('result' in run ? [run] : []))
  if (done.length === 0) return runs[0]
  done.sort((a, b) => a.result.examplesPerSecond - b.result.examplesPerSecond)
  return done[Math.floor((done.length - 1) / 2)]
}
