import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

/** Where something was measured. */
export interface Machine {
  readonly processor: string
  readonly cores: number
  /** GiB. */
  readonly memory: number
  readonly system: string
  readonly node: string
}

/** The name under which records of one kind of processor are found again: virtual machines do not say the model. */
export function processorName(): string {
  const name = (cpus()[0]?.model ?? 'unknown').replaceAll(/\s+/g, ' ').trim()
  const family = cpuFamily()
  return family === undefined ? name : `${name} (family ${family})`
}

/** What Linux says of the processor on x86. */
function cpuFamily(): string | undefined {
  try {
    return readFileSync('/proc/cpuinfo', 'utf8').match(/^cpu family\s*:\s*(\d+)/m)?.[1]
  } catch {
    return undefined
  }
}

export function thisMachine(): Machine {
  return {
    processor: processorName(),
    cores: availableParallelism(),
    memory: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.version,
  }
}

/** The commit that is measured, with `+` where the tree holds changes to code; `unknown` without git. */
export function thisCommit(): string {
  const cwd = fileURLToPath(new URL('.', import.meta.url))
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--untracked-files=no', ':/packages', ':/apps') !== ''
    return git('rev-parse', '--short=12', 'HEAD') + (changed ? '+' : '')
  } catch {
    return 'unknown'
  }
}
