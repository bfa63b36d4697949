import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'

/** A file that holds the mutant that is being read, so that one that ends the process is not lost. */
export class LastMutant {
  file
  #descriptor

  constructor(file) {
    this.file = file
    this.#descriptor = openSync(file, 'w')
  }

  write(bytes) {
    writeSync(this.#descriptor, bytes, 0, bytes.length, 0)
    ftruncateSync(this.#descriptor, bytes.length)
  }

  remove() {
    closeSync(this.#descriptor)
    rmSync(this.file)
  }
}
