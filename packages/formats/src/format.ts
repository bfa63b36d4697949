import type { SharedModel } from './shared-model.js'

/** Files by name. */
export type Files = ReadonlyMap<string, Uint8Array>

/** A format of models that other programs have. */
export interface ModelFormat {
  /** What `export --to` calls it. */
  readonly name: string
  /** What its files end in. */
  readonly extension: string
  /** The files of a model; the first is the one to open. `name` is that of the first, for whatever refers to the others. */
  write(model: SharedModel, name: string): Files | Promise<Files>
}
