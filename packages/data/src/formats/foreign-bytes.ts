import { BadInput, FileError } from '@antigrad/core'
import { openFile, sizeOf } from '../files.js'
import { ARCHIVE, foreignAdvice, HDF5, WORKBOOK } from './foreign-files.js'

/** Bytes that are looked at. */
const LOOKED_AT = 4096

/** How pictures begin: PNG, JPEG, and those that are not read. */
const PNG = /^\x89PNG/
const JPEG = /^\xff\xd8\xff/
const OTHER_PICTURE = /^(?:GIF8|RIFF.{4}WEBP|BM.{4}\p{Cc}{4}|II\*\p{Cc}|MM\p{Cc}\*)/su
const BY_CLASS = 'save pictures as .png or .jpg in a folder for each class, and name the folder around them'

const IDX = 'an IDX file: name the folder that holds its images and its labels'

/** How files of a kind begin, whatever they are called, and what is to be done with them. */
const BEGINS: readonly (readonly [begin: RegExp | string, found: string])[] = [
  ['PK\x03\x04', 'a workbook or another archive: save its sheet as .csv, or unpack it'],
  ['\xd0\xcf\x11\xe0', WORKBOOK],
  [/^PAR1/, 'a Parquet file: call it .parquet'],
  [/^ARROW1/, 'an Arrow file: call it .arrow'],
  [/^\x93NUMPY/, 'a matrix of numpy: call it .npy'],
  [/^SQLite format 3/, 'a database: export the table as .csv'],
  [/^\[\{/, 'a list in JSON: call it .json'],
  [/^\{"/, 'JSON Lines: call it .jsonl'],
  [/^@relation/i, 'a table of Weka: call it .arff'],
  [/^%PDF/, 'a document: copy its table into a .csv file'],
  [/^<(?:!doctype html|html)/i, 'a page: save its table as .csv'],
  [PNG, `one picture, PNG: ${BY_CLASS}`],
  [JPEG, `one picture, JPEG: ${BY_CLASS}`],
  [OTHER_PICTURE, `one picture: ${BY_CLASS}`],
  // No text in UTF-8 begins so.
  [
    /^\x80\p{Cc}/u,
    "Python objects, pickled: in Python d = pickle.load(open(name, 'rb'), encoding='latin1') has them; save a table by .to_csv, arrays by numpy.savez(name, x=x, y=y), a batch of CIFAR with x=d['data'], y=d['labels'] (of 100 classes y=d['fine_labels'])",
  ],
  [/^\x89HDF/, HDF5],
  [/^MATLAB 5\.0 MAT-file/, 'arrays of MATLAB: save a table by writetable'],
  ['\x1f\x8b', 'what is gzipped: call it as what is in it, .csv.gz'],
  [/^(?:BZh[1-9]|\xfd7zXZ|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!)/, ARCHIVE],
  ['\0\0\x08\x01', IDX],
  ['\0\0\x08\x03', IDX],
]

/** What a file is by its first bytes, where it is called as another, and what is to be done with it. */
export function adviceByBytes(bytes: Uint8Array): string | undefined {
  const begin = beginOf(bytes)
  const isSo = (pattern: RegExp | string): boolean =>
    typeof pattern === 'string' ? begin.startsWith(pattern) : pattern.test(begin)
  return BEGINS.find(([pattern]) => isSo(pattern))?.[1]
}

/** First bytes as characters: what is called latin1 in a TextDecoder is windows-1252, in which some bytes are others. */
function beginOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 32))
}

/** What a file is that is not read, by its name or, where that says nothing, by what is in it. */
export async function adviceAt(path: string): Promise<string | undefined> {
  const named = foreignAdvice(path)
  if (named !== undefined) return named
  const bytes = await firstBytesAt(path)
  if (bytes.length === 0) return undefined
  return (
    adviceByBytes(bytes) ?? (isText(bytes) ? 'a text: call it .csv or .txt where it is a table' : undefined)
  )
}

/** Whether a file is a picture, whatever it is called. */
export async function isPictureAt(path: string): Promise<boolean> {
  const begin = beginOf(await firstBytesAt(path))
  return [PNG, JPEG, OTHER_PICTURE].some((pattern) => pattern.test(begin))
}

/** None of what cannot be read, which is refused for its name. */
async function firstBytesAt(path: string): Promise<Uint8Array> {
  try {
    const size = await sizeOf(path)
    if (size === 0) return new Uint8Array()
    const file = openFile(path)
    try {
      return file.read(0, Math.min(size, LOOKED_AT))
    } finally {
      file.close()
    }
  } catch (error) {
    if (error instanceof FileError || error instanceof BadInput) return new Uint8Array()
    throw error
  }
}

/** Whether bytes begin a text, the last character of which may be cut off. */
function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}
