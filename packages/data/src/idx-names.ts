import { BadInput } from '@antigrad/core'
import { oneLine } from './refuse.js'

/** The names of the four files of an image set within their folder. */
export interface IdxNames {
  /** What stands before `train` in their names, as in `emnist-digits`; empty for most. */
  readonly set: string
  readonly train: { readonly images: string; readonly labels: string }
  readonly test: { readonly images: string; readonly labels: string }
}

/** `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `emnist-digits-test-images-idx3-ubyte.gz`, … */
const NAME = /^(?:(.+)-)?(train|t10k|test)-(images[-.]idx3|labels[-.]idx1)-ubyte(\.gz)?$/

const FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
]

/**
 * Finds the image set among the names of a folder's files. Of a file that is there gzipped and not, the
 * one that is not counts.
 * @param folder for the message
 * @param wanted the set, where the folder holds several
 * @throws BadInput where a file is missing, or several sets are there and none is wanted
 */
export function findIdxNames(names: readonly string[], folder: string, wanted?: string): IdxNames {
  const sets = new Map<string, Map<string, string>>()
  // Plain names sort before gzipped ones, and the first found stays.
  for (const name of names.toSorted()) {
    const [, set = '', part, kind] = NAME.exec(name) ?? []
    if (kind === undefined) continue
    const role = `${part === 'train' ? 'train' : 'test'} ${kind.slice(0, 6)}`
    const files = sets.get(set) ?? new Map<string, string>()
    if (!files.has(role)) files.set(role, name)
    sets.set(set, files)
  }
  const found = [...sets.keys()]
  const set = wanted ?? (found.length === 1 ? found[0] : '')
  const files = sets.get(set)
  if (!files) {
    if (found.length > 0) {
      const choices = found.map((name) => `${folder}/${name}`).join(', ')
      throw new BadInput(
        oneLine(`${folder}: expected one image set, found ${found.length}; choose one: ${choices}`),
      )
    }
    throw new BadInput(
      oneLine(`${folder}: expected the IDX files ${FILES.join(', ')}, each with or without .gz, found none`),
    )
  }
  const file = (role: string): string => {
    const name = files.get(role)
    if (name !== undefined) return name
    const there = [...files.values()].join(', ')
    throw new BadInput(oneLine(`${folder}: expected an IDX file of ${role} beside ${there}, found none`))
  }
  return {
    set,
    train: { images: file('train images'), labels: file('train labels') },
    test: { images: file('test images'), labels: file('test labels') },
  }
}
