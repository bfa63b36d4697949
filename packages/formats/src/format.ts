import type { FoundModel } from './found-model.js'
import type { SharedModel } from './shared-model.js'

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>

/** A file to be read, and those beside it. */
export interface FileToRead {
  /** For messages. */
  readonly file: string
  readonly bytes: Uint8Array
  /** Reads another file by its name; a path is none. */
  beside(name: string): Promise<Uint8Array>
}

/** A format of models that other programs have. */
export interface ModelFormat {
  /** What `export --to` calls it. */
  readonly name: string
  /** What its files end in. */
  readonly extension: string
  /** The files of a model; the first is the one to open. `name` is that of the first, for whatever refers to the others. */
  write(model: SharedModel, name: string): Files | Promise<Files>
  /** Whether a file is of this format: by its name, or by how it begins. Absent where `readModel` of core reads it. */
  readonly accepts?: (name: string, bytes: Uint8Array) => boolean
  /** @throws BadInput */
  readonly read?: (source: FileToRead) => FoundModel | Promise<FoundModel>
}
