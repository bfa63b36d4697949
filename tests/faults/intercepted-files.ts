import type { FileOperations, OpenFile } from '@antigrad/store'

/** One system call of `FileOperations`. */
export interface Step {
  /** `open`, `write`, … */
  readonly operation: string
  /** The file or folder it is about. */
  readonly path: string
  /** What is written. */
  readonly bytes?: Uint8Array
}

/**
 * Decides what becomes of a step: does it (`carryOut`, with other bytes if given), or does not, or throws
 * before or after.
 */
export type Decide = <T>(step: Step, carryOut: (bytes?: Uint8Array) => Promise<T>) => Promise<T>

/** `files`, with every step handed to `decide`. */
export function intercepted(
  files: FileOperations,
  decide: Decide,
): FileOperations & {
  /** Closes what was left open, as the end of a process would. */
  closeAbandoned(): Promise<void>
} {
  const opened = new Set<OpenFile>()
  async function open(path: string, mode: 'create' | 'append' | 'read'): Promise<OpenFile> {
    const file = await files.open(path, mode)
    opened.add(file)
    return {
      stat: () => decide({ operation: 'stat', path }, () => file.stat()),
      read: (into, position) => decide({ operation: 'read', path }, () => file.read(into, position)),
      write: (bytes) => decide({ operation: 'write', path, bytes }, (other) => file.write(other ?? bytes)),
      truncate: (length) => decide({ operation: 'truncate', path }, () => file.truncate(length)),
      sync: () => decide({ operation: 'sync', path }, () => file.sync()),
      close: () =>
        decide({ operation: 'close', path }, async () => {
          opened.delete(file)
          await file.close()
        }),
    }
  }
  return {
    async closeAbandoned() {
      for (const file of opened) await file.close()
      opened.clear()
    },
    open: (path, mode) => decide({ operation: 'open', path }, () => open(path, mode)),
    rename: (from, to) => decide({ operation: 'rename', path: to }, () => files.rename(from, to)),
    link: (from, to) => decide({ operation: 'link', path: to }, () => files.link(from, to)),
    remove: (path) => decide({ operation: 'remove', path }, () => files.remove(path)),
    list: (folder) => decide({ operation: 'list', path: folder }, () => files.list(folder)),
    makeFolder: (folder) => decide({ operation: 'makeFolder', path: folder }, () => files.makeFolder(folder)),
    syncFolder: (folder) => decide({ operation: 'syncFolder', path: folder }, () => files.syncFolder(folder)),
  }
}

/** An error as Node throws it for a system call. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by a test`), { code })
}
