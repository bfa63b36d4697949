import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const MEGABYTE = 2 ** 20

/** A disk of a few megabytes, mounted on a folder. */
export class Disk {
  readonly folder: string

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder], { stdio: 'pipe' })
  }

  /** Leaves no byte of it. */
  fill(): void {
    const file = openSync(this.#filler, 'w')
    try {
      for (let size = MEGABYTE; size >= 1; ) {
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) size /= 2
        } catch (error) {
          if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error
          size /= 2
        }
      }
    } finally {
      closeSync(file)
    }
  }

  /** Frees its bytes again. */
  clear(): void {
    rmSync(this.#filler)
  }

  unmount(): void {
    execFileSync('umount', [this.folder], { stdio: 'pipe' })
  }

  get #filler(): string {
    return join(this.folder, 'filler')
  }
}
