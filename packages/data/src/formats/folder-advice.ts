import { join } from 'node:path'
import { lookInto } from '../files.js'
import { quoteSome, word } from '../refuse.js'
import { adviceAt } from './foreign-bytes.js'
import { pictureAdvice } from './picture-advice.js'
import { isTablePath } from './table-source.js'

/** What folders of COCO and of Pascal VOC hold: pictures, and notes of what is where in them. */
const PICTURES = /^images?$|^JPEGImages$/i
const NOTES = /^annotations?(?:\..*)?$/i

/** Batches of CIFAR, in Python's form or as bytes. */
const BATCH = /^(?:data_batch_\d+|test_batch)(?:\.bin)?$/

/** What YOLO calls the boxes of a picture. */
const BOXES = /\.txt$/i

/**
 * What a folder is that holds neither IDX files nor pictures by class, and what is to be done with it, for people after
 * `found`; undefined where nothing is known of it.
 */
export async function folderAdvice(path: string): Promise<string | undefined> {
  const { folders, names } = await lookInto(path)
  const batch = names.filter((name) => BATCH.test(name)).sort()[0]
  if (batch !== undefined) return `batches of CIFAR, each ${await adviceAt(join(path, batch))}`
  const parts = [path, ...folders.map((name) => join(path, name))]
  if ((await Promise.all(parts.map(holdsBoxes))).some(Boolean))
    return 'pictures with boxes around what is in them (as of YOLO), which are not read: cut it out, into a folder for each class'
  if ([PICTURES, NOTES].every((called) => names.some((name) => called.test(name))))
    return 'pictures with notes beside them of what is where (as of COCO or Pascal VOC), which are not read: cut out what is to be told apart, into a folder for each class'
  return (await pictureAdvice(path)) ?? tablesAdvice(path)
}

/** What to name instead of a folder of tables; undefined where it is none, or no folder. Texts may be about others. */
export async function tablesAdvice(path: string): Promise<string | undefined> {
  const isOne = (name: string): boolean =>
    (isTablePath(name) && !/\.txt$/i.test(name)) || /\.npz$/i.test(name)
  const isTraining = (name: string): boolean => /train/i.test(name)
  const { names } = await lookInto(path)
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
  const { folders } = await lookInto(path)
  const labels = folders.find((name) => /^labels?$/i.test(name))
  if (labels === undefined || !folders.some((name) => /^(?:images?|imgs?)$/i.test(name))) return false
  const around = join(path, labels)
  const { folders: inner, names } = await lookInto(around)
  const inside = await Promise.all(inner.map((name) => lookInto(join(around, name))))
  return [names, ...inside.map((each) => each.names)].flat().some((name) => BOXES.test(name))
}
