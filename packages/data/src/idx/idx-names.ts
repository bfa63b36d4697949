import { BadInput } from '@antigrad/core'
import { oneLine } from '../refuse.js'

/** Paths of the images and labels of one part within their folder. */
interface PartNames {
  readonly images: string
  readonly labels: string
}

/** The paths of the files of an image set within their folder. */
export interface IdxNames {
  /** What stands before `train` in their names, as in `emnist-digits`; empty for most. */
  readonly set: string
  readonly train: PartNames
  /** Absent where the set has no test files at all. */
  readonly test?: PartNames
}

/** `train-images-idx3-ubyte`, `t10k-labels.idx1-ubyte.gz`, `emnist-digits-test-images-idx3-ubyte.gz`, … */
const NAME = /^(?:(.+)-)?(train|t10k|test)-(images|labels)[-.]idx\d-(?:u?byte|short|int|float|double)(\.gz)?$/

const FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
]

/** Whether a name is that of a file of an image set. Kaggle's archives have folders of such names, with a file in each. */
export function isIdxName(name: string): boolean {
  return NAME.test(name)
}

/**
 * Finds the image set among the files of a folder. Of a file that is there more than once, that in the folder
 * itself counts rather than one in a folder within it, and of those the one that is not gzipped.
 * @param paths of the files, relative to the folder, with `/` between their parts
 * @param folder for the message
 * @param wanted the set, where the folder holds several
 * @throws BadInput where a file is missing, or several sets are there and none is wanted
 */
export function findIdxNames(paths: readonly string[], folder: string, wanted?: string): IdxNames {
  const sets = new Map<string, Map<string, string>>()
  // Plain names sort before gzipped ones, and the first found stays.
  const depth = (path: string) => path.split('/').length
  for (const path of paths.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))) {
    const [, set = '', part, kind] = NAME.exec(path.split('/').at(-1) ?? '') ?? []
    if (kind === undefined) continue
    const role = `${part === 'train' ? 'train' : 'test'} ${kind}`
    const files = sets.get(set) ?? new Map<string, string>()
    if (!files.has(role)) files.set(role, path)
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
      oneLine(
        `${folder}: expected the IDX files ${FILES.join(', ')}, each with or without .gz, or a folder of pictures for each class, found none`,
      ),
    )
  }
  const file = (role: string): string => {
    const path = files.get(role)
    if (path !== undefined) return path
    const there = [...files.values()].join(', ')
    throw new BadInput(oneLine(`${folder}: expected an IDX file of ${role} beside ${there}, found none`))
  }
  const part = (name: string): PartNames => ({
    images: file(`${name} images`),
    labels: file(`${name} labels`),
  })
  const tested = [...files.keys()].some((role) => role.startsWith('test'))
  return { set, train: part('train'), ...(tested && { test: part('test') }) }
}
