import { BadInput } from '@antigrad/core'
import { openFile, readBytes, sizeOf } from '../files.js'
import { isGzip } from '../idx/gunzip.js'
import { oneLine } from '../refuse.js'
import { readArff } from '../tables/arff.js'
import { readJson, readLinesOrList } from '../tables/json.js'
import { readLibsvm } from '../tables/libsvm.js'
import { readNpyTable } from '../tables/npy-table.js'
import { endsInReturn, wholeRows } from '../tables/row-ends.js'
import { LARGEST_TABLE } from '../tables/table.js'
import { isUtf16 } from '../tables/table-text.js'
import type { TableSource } from '../tables/written-table.js'
import { foreignAdvice } from './foreign-files.js'
import { checkText, expandTable } from './table-bytes.js'

/** How tables are read that are no text of separated values, by how their files are called. */
const READERS: readonly (readonly [
  name: RegExp,
  read: (source: TableSource, wanted: readonly string[]) => TableSource | Promise<TableSource>,
])[] = [
  [/\.(?:jsonl|ndjson)$/i, readLinesOrList],
  [/\.json$/i, readJson],
  [/\.npy$/i, readNpyTable],
  [/\.arff$/i, readArff],
  [/\.(?:libsvm|svmlight|svm)$/i, readLibsvm],
  // Its decoders are not loaded for nothing: one compiles WebAssembly as soon as it is.
  [/\.parquet$/i, async (source) => (await import('../tables/parquet.js')).readParquet(source)],
  [/\.(?:arrows?|feather|ipc)$/i, async (source) => (await import('../tables/arrow.js')).readArrow(source)],
]

/** What a file of separated values may be called; `-` is the standard input. */
const TEXT = /(?:\.(?:csv|tsv|tab|data|dat|txt)|^-)$/i

/** What the name of any of them may end with. */
const GZIPPED = /\.gz$/i

/** Whether a path is that of a table, as far as its name says. */
export function isTablePath(path: string): boolean {
  const name = path.replace(GZIPPED, '')
  return TEXT.test(name) || READERS.some(([pattern]) => pattern.test(name))
}

/**
 * Reads a table whole, whatever its format, gzipped or not.
 * @param wanted columns that a model takes: a format that leaves out what is 0 has them all the same
 * @throws BadInput where there is none, it is too large or not of the format that its name says; FileError
 */
export async function readTableSource(path: string, wanted: readonly string[] = []): Promise<TableSource> {
  const advice = isTablePath(path) ? undefined : foreignAdvice(path)
  if (advice !== undefined) throw new BadInput(oneLine(`${path}: expected a table, found ${advice}`))
  const source = expandTable(await readBytes(path, LARGEST_TABLE))
  const [, read] = READERS.find(([name]) => name.test(path.replace(GZIPPED, ''))) ?? []
  if (!read) checkText(source)
  return read ? read(source, wanted) : source
}

/** Bytes of a text above which it is not held in memory, where its rows can be taken one by one. */
const LARGE_TEXT = 2 ** 26

/** Whether a path is that of a table so large that not every process of a job should read it. */
export async function isLargeTable(path: string): Promise<boolean> {
  return path !== '-' && isTablePath(path) && (await sizeOf(path)) > LARGE_TEXT
}

/**
 * Opens a text of separated values that is large, piece by piece; undefined for any other table.
 * @returns the source, and what closes it
 * @throws FileError where the system refuses it
 */
export async function openLargeText(
  path: string,
): Promise<{ readonly source: TableSource; readonly close: () => void } | undefined> {
  if (path === '-' || !TEXT.test(path) || (await sizeOf(path)) <= LARGE_TEXT) return undefined
  const file = openFile(path)
  try {
    const first = file.read(0, LARGE_TEXT / 64)
    if (!isUtf16(first) && !isGzip(first)) {
      checkText({ file: path, bytes: first })
      const bytes = Uint8Array.from(wholeRows(file, 0, endsInReturn(first, 0)))
      const rest = { size: file.size, read: file.read, checked: bytes.length }
      return { source: { file: path, bytes, rest }, close: file.close }
    }
  } catch (error) {
    file.close()
    throw error
  }
  file.close()
  return undefined
}
