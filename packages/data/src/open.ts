import { extname } from 'node:path'
import { BadInput, UsageError } from '@antigrad/core'
import { readBytes } from './files.js'
import type { OpenedDataset, OpenOptions } from './formats/format.js'
import { look } from './formats/look.js'
import { FORMATS } from './formats/registry.js'
import { isTablePath } from './formats/table-source.js'
import type { GreyImage } from './grey-image.js'
import { TEST_FRACTION } from './held-back.js'
import { readImage } from './image.js'
import { LARGEST_IMAGE } from './image-limits.js'
import { oneLine } from './refuse.js'

/**
 * Opens a dataset by its name or its path, in the first format that accepts it (`FORMATS`). A folder called `mnist` is
 * opened as `./mnist`.
 * @throws UsageError for options out of range, BadInput for what is not there or not what it should be,
 * FileError where the system refuses a file
 */
export async function openDataset(where: string, options: OpenOptions): Promise<OpenedDataset> {
  const { seed, testFraction = TEST_FRACTION } = options
  const found = await look(where)
  const isTable = found.kind === 'file' && isTablePath(where)
  if (!Number.isSafeInteger(seed)) throw new UsageError(`the seed: expected a whole number, found ${seed}`)
  if (!((testFraction > 0 || (isTable && testFraction === 0)) && testFraction < 1)) {
    throw new UsageError(`the part for testing: expected a number above 0 and below 1, found ${testFraction}`)
  }
  const format = FORMATS.find((each) => each.accepts(where, found))
  if (format) return format.open(where, options)
  const there = found.kind === 'file' ? `a file of type '${extname(where)}'` : 'nothing there'
  throw new BadInput(oneLine(`${where}: expected ${KNOWN}, found ${there}`))
}

/** All that is opened, for people. */
const KNOWN = FORMATS.map(({ name }) => name)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1')

/**
 * Reads a picture, PNG or JPEG, in grey.
 * @throws BadInput as `readImage`, FileError where the system refuses it
 */
export async function openImage(path: string): Promise<GreyImage> {
  const { bytes, file } = await readBytes(path, LARGEST_IMAGE)
  return readImage(bytes, file)
}
