import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { BadInput, FileError } from '@antigrad/core'
import { type Json, parseJson } from '@antigrad/core/internal'
import { attempt, codeOf, tryTo } from './attempt.js'
import { type FileOperations, nodeFiles } from './operations.js'
import { type ProcessIdentity, stateOf, thisProcess } from './process-identity.js'
import { readWhole } from './read-whole.js'
import { RUN_FILES } from './run-files.js'
import { temporaryName } from './save.js'

/** A lock that is held. */
export interface Lock {
  /** Gives it back. @throws FileError */
  release(): Promise<void>
}

/** What a lock file says. The token is new for each attempt to lock, and never used again. */
interface Claim extends ProcessIdentity {
  readonly token: string
}

/** The token of a lock file that cannot be read: no process leaves one, but a power cut may. */
const UNREADABLE = 'unreadable'
const TOKEN = /^[0-9a-f]{16}$/

/** A lock file is a line. */
const MOST = 4096

/** How often to begin again when others come and go; each time somebody else has made progress. */
const TRIES = 100

/** How long a lock file may be empty while it is made, in milliseconds: see `createWithoutLink`. */
const PATIENCE = 1000

/**
 * Locks a folder: at most one process at a time holds `run.lock` in it, and the file names that process.
 * A lock whose process is gone is taken over; if many try that at once, at most one of them gets it.
 *
 * Why at most one gets it: a lock file appears under its name whole (`link`), with a token of its own. The
 * file with token T is replaced only by whoever holds the lock `run.lock.T`, got in this same way, and finds
 * T still there *after* that. So two cannot replace T one after the other: the second finds another token.
 *
 * @throws FileError where another process holds it (named by its pid), or the file system refuses
 */
export async function lock(folder: string, files: FileOperations = nodeFiles): Promise<Lock> {
  const path = join(folder, RUN_FILES.lock)
  const claim: Claim = { ...(await thisProcess()), token: randomBytes(8).toString('hex') }
  await acquire(path, claim, files)
  return {
    async release() {
      const found = await read(path, files)
      if (found?.token === claim.token) await attempt(path, 'remove', () => files.remove(path))
    },
  }
}

async function acquire(path: string, claim: Claim, files: FileOperations): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (await create(path, claim, files)) return
    const found = await read(path, files)
    if (!found) continue
    await refuseWhileHeld(path, found)
    if (await takeOver(path, found.token, claim, files)) return
  }
  throw new FileError(`${path}: cannot lock: other processes come and go; try again`)
}

/** Makes the lock file, where there is none. */
async function create(path: string, claim: Claim, files: FileOperations): Promise<boolean> {
  const temporary = await write(path, claim, files)
  try {
    await files.link(temporary, path)
    return true
  } catch (error) {
    const code = codeOf(error)
    // ENOENT: whoever got the lock has cleaned up what lay there; it will be found to hold it.
    if (code === 'EEXIST' || code === 'ENOENT') return false
    return await createWithoutLink(path, claim, files)
  } finally {
    await tryTo(() => files.remove(temporary))
  }
}

/**
 * Where the file system has no links: the file is empty for a moment, and the others give its maker time to
 * fill it. A maker that was held up for longer finds that the file is no longer its own.
 */
async function createWithoutLink(path: string, claim: Claim, files: FileOperations): Promise<boolean> {
  try {
    await writeTo(path, path, claim, files)
  } catch (error) {
    if (!(error instanceof FileError && codeOf(error.cause) === 'EEXIST')) throw error
    for (let waited = 0; waited < PATIENCE; waited += 50) {
      if ((await read(path, files))?.token !== UNREADABLE) break
      await pause(50)
    }
    return false
  }
  return (await read(path, files))?.token === claim.token
}

/** Puts `claim` in the place of the lock file with `token`. False where another has been faster. */
async function takeOver(path: string, token: string, claim: Claim, files: FileOperations): Promise<boolean> {
  const guard = `${path}.${token}`
  await acquire(guard, claim, files)
  try {
    const found = await read(path, files)
    if (found?.token !== token) return false
    const temporary = await write(path, claim, files)
    await attempt(path, 'take over', () => files.rename(temporary, path))
    return true
  } finally {
    await tryTo(() => files.remove(guard))
  }
}

/** Writes `claim` to a new file beside `path`. Resolves to its name. */
async function write(path: string, claim: Claim, files: FileOperations): Promise<string> {
  const temporary = temporaryName(path)
  await writeTo(temporary, path, claim, files)
  return temporary
}

async function writeTo(name: string, path: string, claim: Claim, files: FileOperations): Promise<void> {
  const opened = await attempt(path, 'make', () => files.open(name, 'create'))
  const line = Buffer.from(`${JSON.stringify(claim)}\n`)
  try {
    const count = await attempt(path, 'write', () => opened.write(line))
    if (count < line.length)
      throw new FileError(`${path}: cannot write: the disk took ${count} of ${line.length} bytes`)
  } catch (error) {
    await tryTo(() => files.remove(name))
    throw error
  } finally {
    await tryTo(() => opened.close())
  }
}

/** What the lock file says; undefined where there is none. */
async function read(path: string, files: FileOperations): Promise<Claim | undefined> {
  const unreadable: Claim = { pid: 0, host: '', started: '', token: UNREADABLE }
  try {
    return claimFrom(parseJson(await readWhole(path, files, MOST), path)) ?? unreadable
  } catch (error) {
    if (error instanceof BadInput) return unreadable
    if (error instanceof FileError && codeOf(error.cause) === 'ENOENT') return undefined
    throw error
  }
}

function claimFrom(json: Json): Claim | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const { pid, host, started, token } = json as Readonly<Record<string, Json | undefined>>
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return undefined
  if (typeof host !== 'string' || typeof started !== 'string') return undefined
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined
  return { pid, host, started, token }
}

async function refuseWhileHeld(path: string, claim: Claim): Promise<void> {
  if (claim.token === UNREADABLE) return
  const state = await stateOf(claim)
  if (state === 'gone') return
  const folder = dirname(path)
  if (state === 'running') {
    throw new FileError(
      `${folder}: in use by process ${claim.pid}; wait for it, stop it, or choose another folder`,
    )
  }
  throw new FileError(
    `${folder}: in use by process ${claim.pid} on ${JSON.stringify(claim.host)}; if it no longer runs there, remove ${path}`,
  )
}
