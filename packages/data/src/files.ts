import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import type { FileBytes } from './file-bytes.js'
import { LARGEST_FILE } from './gunzip.js'
import { oneLine } from './refuse.js'

/** The path that stands for it. */
const STANDARD_INPUT = '-'

/**
 * Reads a file whole; `-` is the standard input.
 * @param most bytes that it may have
 * @throws BadInput where there is no such file or it is too large, FileError where the system refuses it
 */
export async function readBytes(path: string, most: number = LARGEST_FILE): Promise<FileBytes> {
  if (path === STANDARD_INPUT) {
    // It can be read but once.
    standardInput ??= readStandardInput(most)
    return standardInput
  }
  let handle: FileHandle | undefined
  try {
    // Asked before it is opened: to open a pipe without a writer would wait for ever.
    if (!(await stat(path)).isFile())
      throw new BadInput(oneLine(`${path}: expected a file, found something else`))
    handle = await open(path, 'r')
    const { size } = await handle.stat()
    if (size > most) throw new BadInput(oneLine(`${path}: expected at most ${most} bytes, found ${size}`))
    const bytes = new Uint8Array(size)
    let filled = 0
    while (filled < size) {
      const { bytesRead } = await handle.read(bytes, filled, size - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { file: path, bytes: bytes.subarray(0, filled) }
  } catch (error) {
    throw explain(error, path)
  } finally {
    await handle?.close()
  }
}

let standardInput: Promise<FileBytes> | undefined

async function readStandardInput(most: number): Promise<FileBytes> {
  if (process.stdin.isTTY) throw new BadInput('standard input: expected a table, found a terminal')
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of process.stdin) {
      size += piece.length
      if (size > most) throw new BadInput(`standard input: expected at most ${most} bytes, found more`)
      pieces.push(piece)
    }
  } catch (error) {
    throw explain(error, 'standard input')
  }
  return { file: 'standard input', bytes: new Uint8Array(Buffer.concat(pieces)) }
}

/** What lies at a path. Throws FileError where the system refuses to say. */
export async function kindOf(path: string): Promise<'file' | 'folder' | 'nothing'> {
  try {
    const found = await stat(path)
    return found.isDirectory() ? 'folder' : 'file'
  } catch (error) {
    const known = explain(error, path)
    if (known instanceof BadInput) return 'nothing'
    throw known
  }
}

/** The names in a folder. Throws BadInput where there is none, FileError where the system refuses. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    throw explain(error, folder)
  }
}

/** The names of the folders in a folder, hidden ones left out, in order. Throws as `namesIn`. */
export async function foldersIn(folder: string): Promise<string[]> {
  const folders: string[] = []
  try {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const { name } = entry
      if (name.startsWith('.') || name === '__MACOSX') continue
      const isFolder =
        entry.isDirectory() || (entry.isSymbolicLink() && (await kindOf(join(folder, name))) === 'folder')
      if (isFolder) folders.push(name)
    }
  } catch (error) {
    throw explain(error, folder)
  }
  return folders.sort()
}

/** Where a file of an installed npm package lies. */
export function pathInPackage(name: string, ...path: string[]): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), ...path)
}

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) return error
  if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE'].includes(code)) {
    return new BadInput(oneLine(`${path}: expected a file or folder, found none (${code})`))
  }
  return new FileError(oneLine(`${path}: cannot be read (${code})`))
}
