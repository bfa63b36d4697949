import { BadInput, type Tensor } from '@antigrad/core'
import { quoted, shownJson } from '@antigrad/core/internal'
import { Dataset, File, Group } from 'jsfive'

/** Floats that can be read, as numpy calls them, and the bytes of each. */
const FLOATS: Readonly<Record<string, number>> = {
  '<f2': 2,
  '<f4': 4,
  '<f8': 8,
  '>f2': 2,
  '>f4': 4,
  '>f8': 8,
}

/** A file of HDF5: groups of groups and datasets. Whatever its bytes are, what is wrong with them is a BadInput. */
export class Hdf5File {
  readonly #root: File
  readonly #file: string
  readonly #size: number

  /**
   * @param file for messages
   * @throws BadInput where it is none
   */
  constructor(bytes: Uint8Array, file: string) {
    this.#file = file
    this.#size = bytes.length
    this.#root = this.#guarded('a file of HDF5', () => new File(Uint8Array.from(bytes).buffer, file))
  }

  /** The names in a group; none where there is no group at this path. */
  names(path: string): readonly string[] {
    const group = this.#at(path)
    return group instanceof Group ? this.#guarded(quoted(path), () => group.keys) : []
  }

  /** A text that a group has as an attribute; undefined where it has no such text. */
  text(path: string, name: string): string | undefined {
    const group = this.#at(path)
    const value = group instanceof Group ? this.#guarded(quoted(path), () => group.attrs[name]) : undefined
    return typeof value === 'string' ? value : undefined
  }

  /**
   * A dataset of floats, as float32; undefined where there is none at this path.
   * @throws BadInput where it holds something else, or more than the file has bytes
   */
  floats(path: string): Tensor | undefined {
    const dataset = this.#at(path)
    if (!(dataset instanceof Dataset)) return undefined
    const what = quoted(path)
    const { shape, type } = this.#guarded(what, () => ({ shape: dataset.shape, type: dataset.dtype }))
    const bytes = typeof type === 'string' && Object.hasOwn(FLOATS, type) ? FLOATS[type] : undefined
    if (bytes === undefined) this.#refuse(what, 'floats of 16, 32 or 64 bits', shownJson(String(type)))
    const count = shape.reduce((product, size) => product * size, 1)
    if (!(count * bytes <= this.#size)) {
      this.#refuse(what, `at most the ${this.#size} bytes of the file`, `${count} floats`)
    }
    const values = this.#guarded(what, () => Float32Array.from(dataset.value))
    if (values.length !== count) this.#refuse(what, `${count} floats`, String(values.length))
    return { shape, values }
  }

  #at(path: string): Group | Dataset | undefined {
    let at: Group | Dataset | null = this.#root
    for (const name of path.split('/')) {
      const group: Group | Dataset | null = at
      if (!(group instanceof Group)) return undefined
      at = this.#guarded(quoted(path), () => (group.keys.includes(name) ? group.get(name) : null))
    }
    return at ?? undefined
  }

  /** jsfive throws texts, and whatever damaged bytes lead it to. */
  #guarded<Result>(what: string, read: () => Result): Result {
    try {
      return read()
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error)
      return this.#refuse(what, 'HDF5 that is whole', shownJson(found))
    }
  }

  #refuse(what: string, expected: string, found: string): never {
    throw new BadInput(`${this.#file}: ${what}: expected ${expected}, found ${found}`)
  }
}
