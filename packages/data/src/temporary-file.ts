import { openSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileError } from '@antigrad/core'
import { oneLine } from './refuse.js'

/** A file for what is too large for memory, in the folder that `TMPDIR` names. */
export interface TemporaryFile {
  readonly descriptor: number
  /** Where it has a name. */
  readonly path?: string
}

/**
 * Makes a temporary file. It has no name from its beginning, so that nothing is left of it however the process ends; unless
 * other processes are to open it.
 * @throws FileError where the system refuses it
 */
export function makeTemporary(isNamed = false): TemporaryFile {
  const path = join(tmpdir(), `antigrad-${process.pid}-${crypto.randomUUID()}`)
  try {
    const descriptor = openSync(path, 'wx+', 0o600)
    if (isNamed) return { descriptor, path }
    unlinkSync(path)
    return { descriptor }
  } catch (error) {
    throw temporaryRefused(error)
  }
}

/** Writes bytes after those that were written. Throws FileError where the system refuses it. */
export function writeTemporary({ descriptor }: Pick<TemporaryFile, 'descriptor'>, bytes: Uint8Array): void {
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
  } catch (error) {
    throw temporaryRefused(error)
  }
}

/** What the system says of such a file, for people. */
export function temporaryRefused(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) return error
  return new FileError(
    oneLine(
      `${tmpdir()}: what is too large for memory cannot be kept there (${code}); TMPDIR names another folder`,
    ),
    { cause: error },
  )
}
