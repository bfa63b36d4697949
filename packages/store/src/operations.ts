import { constants } from 'node:fs'
import * as fs from 'node:fs/promises'

/** A file that is open. Each method is one system call, and rejects with Node's error (`code`: `ENOSPC`, …). */
export interface OpenFile {
  stat(): Promise<{ readonly isFile: boolean; readonly size: number }>
  /** Reads into `into` from byte `position` of the file on. Resolves to the bytes read: fewer than asked, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Writes at the file's own position. Resolves to the bytes written, which may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>
  truncate(length: number): Promise<void>
  /** fsync: what was written is on the disk. */
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * All that this package asks of the file system, one system call a method, so that a test can make each of
 * them fail.
 */
export interface FileOperations {
  /** `create`: a new file, never one that is there (`wx`). `append`: at its end, made if need be, readable. */
  open(path: string, mode: 'create' | 'append' | 'read'): Promise<OpenFile>
  rename(from: string, to: string): Promise<void>
  /** A second name for the same file; fails where `to` is there. Some file systems have none. */
  link(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>
  /** Makes a folder, and those above it. Resolves to the first that was made; undefined where all were there. */
  makeFolder(folder: string): Promise<string | undefined>
  /** fsync of a folder: the names in it are on the disk. */
  syncFolder(folder: string): Promise<void>
}

const FLAGS = {
  create: 'wx',
  append: 'a+',
  // Without O_NONBLOCK, a pipe without a writer would block for ever.
  read: constants.O_RDONLY | (constants.O_NONBLOCK ?? 0),
} as const

/** The file system of this machine. */
export const nodeFiles: FileOperations = {
  async open(path, mode) {
    const file = await fs.open(path, FLAGS[mode])
    return {
      async stat() {
        const status = await file.stat()
        return { isFile: status.isFile(), size: status.size }
      },
      read: async (into, position) => (await file.read(into, 0, into.length, position)).bytesRead,
      write: async (bytes) => (await file.write(bytes, 0, bytes.length)).bytesWritten,
      truncate: (length) => file.truncate(length),
      sync: () => file.sync(),
      close: () => file.close(),
    }
  },
  rename: (from, to) => fs.rename(from, to),
  link: (from, to) => fs.link(from, to),
  remove: (path) => fs.unlink(path),
  list: (folder) => fs.readdir(folder),
  makeFolder: (folder) => fs.mkdir(folder, { recursive: true }),
  async syncFolder(folder) {
    // Windows has no fsync of a folder.
    if (process.platform === 'win32') return
    const opened = await fs.open(folder, 'r')
    try {
      await opened.sync()
    } catch (error) {
      // Some file systems know no fsync of a folder either, and say so thus.
      if (!(error instanceof Error && 'code' in error && error.code === 'EINVAL')) throw error
    } finally {
      await opened.close()
    }
  },
}
