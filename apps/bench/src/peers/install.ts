import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installLocked } from '../install-locked.js'
import { PEERS, type Peer } from './peer.js'

const OWN = fileURLToPath(new URL('../../', import.meta.url))

/** Installs the peers' packages as their lockfile has them, without any script of theirs. */
export function installPeers(): void {
  installLocked(PEERS, "the peers' packages")
}

/**
 * Megabytes of a peer's packages and of all they depend on; of antigrad's, what is published and not its
 * tests. undefined for peers that measure their own.
 */
export function installMegabytes({ packages }: Peer): number | undefined {
  if (packages.length === 0) return undefined
  const seen = new Set<string>()
  for (const name of packages) visit(name, name.startsWith('@antigrad/') ? OWN : PEERS, seen)
  return [...seen].reduce((sum, folder) => sum + folderBytes(folder), 0) / 2 ** 20
}

function visit(name: string, from: string, seen: Set<string>): void {
  const folder = packageFolder(name, from)
  if (!folder || seen.has(folder)) return
  seen.add(folder)
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  for (const dependency of Object.keys(dependencies)) visit(dependency, folder, seen)
}

/** Where a package lies, seen from another's folder; packages need not export their package.json. */
function packageFolder(name: string, from: string): string | undefined {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? []
  for (const place of places) {
    const folder = join(place, name)
    if (statSync(join(folder, 'package.json'), { throwIfNoEntry: false })) return realpathSync(folder)
  }
  return undefined
}

/** Files of a package, without the packages below it; of ours the built files alone. */
function folderBytes(folder: string): number {
  const own = dirname(dirname(folder)) === dirname(dirname(dirname(OWN)))
  let bytes = 0
  for (const entry of readdirSync(own ? join(folder, 'dist') : folder, {
    withFileTypes: true,
    recursive: true,
  })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile() && !path.slice(folder.length).includes('/node_modules/')) bytes += statSync(path).size
  }
  return bytes
}
