import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileError, UsageError } from '@antigrad/core'
import { installLocked } from '../install-locked.js'

/** The folder of the other runtimes, with packages and a lockfile of its own. */
export const RUNTIMES = fileURLToPath(new URL('../../../../bench/runtimes/', import.meta.url))

/** A program that runs JavaScript. */
export interface Runtime {
  readonly name: string
  readonly program: string
  /** What comes before the file to run. */
  readonly args: readonly string[]
  /** Whether its V8 can pack two registers of f32x4 in one of 256 bits. */
  readonly packs: boolean
}

const installed = (path: string): string => join(RUNTIMES, 'node_modules', path)

/** The runtime that runs this program, then those of bench/runtimes. */
export const RUNTIME_LIST: readonly Runtime[] = [
  {
    name: 'this',
    program: process.execPath,
    args: [],
    packs: Number(process.versions.v8?.split('.')[0]) >= 13,
  },
  { name: 'node22', program: installed('node22/bin/node'), args: [], packs: false },
  { name: 'node24', program: installed('node24/bin/node'), args: [], packs: true },
  { name: 'node26', program: installed('node26/bin/node'), args: [], packs: true },
  { name: 'bun', program: installed('@oven/bun-linux-x64/bin/bun'), args: ['run'], packs: false },
  {
    name: 'deno',
    program: installed('@deno/linux-x64-glibc/deno'),
    args: ['run', '--allow-all', '--quiet'],
    packs: false,
  },
]

/**
 * The runtimes of these names, all where none is named; installs them as their lockfile has them.
 * @throws UsageError for a name that is none; FileError where they cannot be installed
 */
export function findRuntimes(names: readonly string[] | undefined): readonly Runtime[] {
  const found = (names ?? RUNTIME_LIST.map(({ name }) => name)).map((name) => {
    const runtime = RUNTIME_LIST.find((one) => one.name === name)
    if (runtime) return runtime
    const known = RUNTIME_LIST.map((one) => one.name).join(', ')
    throw new UsageError(`runtime ${JSON.stringify(name)}: expected one of ${known}, found no such runtime`)
  })
  if (found.some(({ program }) => !existsSync(program))) installRuntimes()
  return found
}

function installRuntimes(): void {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new FileError(
      `${RUNTIMES}: its packages are for linux x64, not ${process.platform} ${process.arch}`,
    )
  }
  installLocked(RUNTIMES, 'the runtimes')
}
