import { join } from 'node:path'
import { BadInput, FileError } from '@antigrad/core'
import { foldersIn, namesIn } from '../files.js'
import { quoteSome, word } from '../refuse.js'
import { adviceAt } from './foreign-bytes.js'
import { pictureAdvice } from './picture-advice.js'
import { isTablePath } from './table-source.js'

/** Sets that others give away as folders, by the names that are in them all, and what is to be done with them. */
const SETS: readonly (readonly [names: readonly RegExp[], found: string])[] = [
  [
    [/^images?$|^JPEGImages$/i, /^annotations?(?:\..*)?$/i],
    'pictures with notes beside them of what is where (as of COCO or Pascal VOC), which are not read: cut out what is to be told apart, into a folder for each class',
  ],
]

/** Batches of CIFAR, in Python's form or as bytes. */
const BATCH = /^(?:data_batch_\d+|test_batch)(?:\.bin)?$/

/** The ends of rows of YOLO: the number of a class and four numbers of a box, or more of an outline. */
const BOX = /\.txt$/i

/**
 * What a folder is that holds neither IDX files nor pictures by class, and what is to be done with it, for people after
 * `found`; undefined where nothing is known of it.
 */
export async function folderAdvice(path: string): Promise<string | undefined> {
  const names = await namesIn(path)
  const batch = names.filter((name) => BATCH.test(name)).sort()[0]
  if (batch !== undefined) return `batches of CIFAR, each ${await adviceAt(join(path, batch))}`
  const parts = [path, ...(await foldersIn(path)).map((name) => join(path, name))]
  if ((await Promise.all(parts.map(holdsBoxes))).some(Boolean))
    return 'pictures with boxes around what is in them (as of YOLO), which are not read: cut it out, into a folder for each class'
  const [, known] = SETS.find(([all]) => all.every((one) => names.some((name) => one.test(name)))) ?? []
  const pictures = known ?? (await pictureAdvice(path))
  if (pictures !== undefined) return pictures
  return tablesAdvice(path)
}

/** What to name instead of a folder of tables; undefined where it is none, or no folder. Texts may be about others. */
export async function tablesAdvice(path: string): Promise<string | undefined> {
  const isOne = (name: string): boolean =>
    (isTablePath(name) && !/\.txt$/i.test(name)) || /\.npz$/i.test(name)
  const isTraining = (name: string): boolean => /train/i.test(name)
  const names = await namesOf(path)
  const found = names.filter(isOne).sort()
  const tables = [...found.filter(isTraining), ...found.filter((name) => !isTraining(name))]
  if (tables.length === 0) return partsAdvice(names)
  const which = tables.length === 1 ? 'it' : 'one of them'
  return `a folder of ${quoteSome(tables, 3)}: --data ${word(join(path, tables[0]))} reads ${which}`
}

/** What Spark, pyarrow and Hive call a folder of the rows that have one value in a column. */
const PART = /^[^=]+=/

/** What to do with a table in parts, of which a column is in the names of folders alone; undefined where it is none. */
function partsAdvice(names: readonly string[]): string | undefined {
  // Beside the parts may lie `_SUCCESS`, `_metadata` and hidden files.
  const parts = names.filter((name) => !/^[._]/.test(name)).sort()
  if (parts.length === 0 || !parts.every((name) => PART.test(name))) return undefined
  return `a table in parts, ${quoteSome(parts, 3)}: write them as one, as pandas.read_parquet(folder).to_parquet('one.parquet') does in Python`
}

/** Whether a folder has one called labels, beside one of pictures, that holds texts, itself or in its folders. */
async function holdsBoxes(path: string): Promise<boolean> {
  const folders = await foldersIn(path)
  const labels = folders.find((name) => /^labels?$/i.test(name))
  if (labels === undefined || !folders.some((name) => /^(?:images?|imgs?)$/i.test(name))) return false
  const inside = [
    join(path, labels),
    ...(await foldersIn(join(path, labels))).map((name) => join(path, labels, name)),
  ]
  for (const folder of inside) if ((await namesOf(folder)).some((name) => BOX.test(name))) return true
  return false
}

/** Nothing where a folder cannot be looked into. */
async function namesOf(folder: string): Promise<string[]> {
  try {
    return await namesIn(folder)
  } catch (error) {
    if (error instanceof FileError || error instanceof BadInput) return []
    throw error
  }
}
