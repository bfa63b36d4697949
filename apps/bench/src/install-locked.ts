import { spawnSync } from 'node:child_process'
import { FileError } from '@antigrad/core'

/**
 * Installs the packages of a folder as its lockfile has them, without any script of theirs.
 * @param what they are, for the message
 * @throws FileError where they cannot be installed
 */
export function installLocked(folder: string, what: string): void {
  const args = [
    '--yes',
    'pnpm@12.21.0',
    'install',
    '--frozen-lockfile',
    '--ignore-scripts',
    '--reporter=silent',
  ]
  const { status } = spawnSync('npx', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) throw new FileError(`${folder}: ${what} could not be installed`)
}
