import { basename } from 'node:path'
import type { FileOperations, OpenFile } from '@antigrad/store'
import { systemError } from './intercepted-files.js'

interface Inode {
  content: Uint8Array
  /** What the last fsync brought to the disk; undefined before the first. */
  synced?: Uint8Array
}

/** What one system call does to the names in a folder; the disk takes it as a whole, when it likes. */
interface NameChange {
  readonly set?: readonly [name: string, inode: Inode]
  readonly remove?: string
}

function apply(names: Map<string, Inode>, { set, remove }: NameChange): void {
  if (remove !== undefined) names.delete(remove)
  if (set) names.set(set[0], set[1])
}

/**
 * One folder on a disk that promises no more than POSIX does: bytes survive a power cut if the file was
 * synced, names if the folder was; anything else may be there or not, in any combination.
 */
export class SimulatedDisk implements FileOperations {
  readonly #names: Map<string, Inode>
  readonly #syncedNames: Map<string, Inode>
  #pending: NameChange[] = []

  constructor(names: ReadonlyMap<string, Inode> = new Map()) {
    this.#names = new Map(names)
    this.#syncedNames = new Map(names)
  }

  /** Changes of names that a power cut may or may not undo. */
  get unsynced(): number {
    return this.#pending.length
  }

  get names(): string[] {
    return [...this.#names.keys()]
  }

  /**
   * The disk after a power cut. Bit n of `survived` says whether change n of the unsynced ones is there.
   * @param unsyncedContent what a file that was never synced holds
   */
  afterPowerCut(survived: number, unsyncedContent: (written: Uint8Array) => Uint8Array): SimulatedDisk {
    const names = new Map(this.#syncedNames)
    this.#pending.forEach((change, n) => {
      if (survived & (1 << n)) apply(names, change)
    })
    const inodes = new Map<Inode, Inode>()
    for (const inode of names.values()) {
      const content = inode.synced ?? unsyncedContent(inode.content)
      inodes.set(inode, { content, synced: content })
    }
    return new SimulatedDisk(new Map([...names].map(([name, inode]) => [name, inodes.get(inode) ?? inode])))
  }

  async open(path: string, mode: 'create' | 'append' | 'read'): Promise<OpenFile> {
    const name = basename(path)
    const found = this.#names.get(name)
    if (mode === 'create' && found) throw systemError('EEXIST')
    if (mode === 'read' && !found) throw systemError('ENOENT')
    const inode = found ?? { content: new Uint8Array(0) }
    if (!found) this.#change({ set: [name, inode] })
    return {
      stat: async () => ({ isFile: true, size: inode.content.length }),
      async read(into, position) {
        const part = inode.content.subarray(position, position + into.length)
        into.set(part)
        return part.length
      },
      async write(bytes) {
        inode.content = Uint8Array.of(...inode.content, ...bytes)
        return bytes.length
      },
      async truncate(length) {
        inode.content = inode.content.slice(0, length)
      },
      async sync() {
        inode.synced = inode.content
      },
      async close() {},
    }
  }

  async rename(from: string, to: string): Promise<void> {
    this.#change({ set: [basename(to), this.#inode(from)], remove: basename(from) })
  }

  async link(from: string, to: string): Promise<void> {
    if (this.#names.has(basename(to))) throw systemError('EEXIST')
    this.#change({ set: [basename(to), this.#inode(from)] })
  }

  async remove(path: string): Promise<void> {
    this.#inode(path)
    this.#change({ remove: basename(path) })
  }

  async list(): Promise<string[]> {
    return this.names
  }

  async makeFolder(): Promise<undefined> {}

  async syncFolder(): Promise<void> {
    for (const change of this.#pending) apply(this.#syncedNames, change)
    this.#pending = []
  }

  #change(change: NameChange): void {
    apply(this.#names, change)
    this.#pending.push(change)
  }

  #inode(path: string): Inode {
    const inode = this.#names.get(basename(path))
    if (!inode) throw systemError('ENOENT')
    return inode
  }
}
