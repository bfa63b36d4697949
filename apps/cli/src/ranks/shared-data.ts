import { access, readFile, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { deserialize, serialize } from 'node:v8'
import { note } from '@antigrad/command'
import { type AnyFeatures, type Dataset, FileError } from '@antigrad/core'
import { FeatureFile, type FeatureFilePlace, featureFilePlace, openFeatureFile } from '@antigrad/data'
import type { RunData } from '../run/run-data.js'
import { isLeader } from './job.js'
import type { Opening } from './opening.js'

/** What lies beside a file of features: all else of the examples. */
interface Description {
  readonly place: FeatureFilePlace
  /** Its training part without features, and its test part too where it has one for validation: that rank 0 tests alone. */
  readonly data: RunData
}

/** What a rank says of the file of features: whether it has opened it, or made one of its own. */
type Found = 'opened' | 'own'

/**
 * Opens the examples of a run on all ranks of a job, where they are many: rank 0 reads them and writes the features that are
 * trained on to a file, of which each rank reads its own rows in each step. A rank that does not see the file, for the folder
 * of temporary files is its machine's alone, reads the examples itself.
 * @param open reads them, and leaves the file of features its name where it is asked to
 * @throws as `open`, and where another rank cannot
 */
export async function openShared(
  opening: Opening,
  open: (namesStored: boolean) => Promise<RunData>,
): Promise<RunData> {
  return isLeader(opening.job) ? share(opening, inFile(await open(true))) : follow(opening, () => open(false))
}

/** The same examples, the features that are trained on in a file that has a name; where they are bytes, in memory. */
function inFile(data: RunData): RunData {
  const { train, test } = data.dataset
  const { features, inputs } = train
  if (!(features instanceof Float32Array)) return data
  const file = new FeatureFile(inputs, true)
  try {
    for (let at = 0; at < features.length; at += inputs) file.add(features.subarray(at, at + inputs))
    return { ...data, dataset: { train: { ...train, features: file.done() }, test } }
  } catch (error) {
    file.close()
    throw error
  }
}

async function share({ tell }: Opening, data: RunData): Promise<RunData> {
  const { train, test } = data.dataset
  const place = featureFilePlace(train.features)
  if (!place) {
    await tell('')
    await tell('')
    return data
  }
  const { path } = place
  const beside = descriptionOf(path)
  try {
    const dataset = { train: withoutFeatures(train), test }
    const tested = data.test === test ? test : withoutFeatures(data.test)
    const description: Description = { place, data: { ...data, dataset, test: tested } }
    await writeFile(beside, serialize(description), { mode: 0o600, flag: 'wx' }).catch((error: Error) => {
      throw new FileError(`${beside}: cannot write: ${error.message}`, { cause: error })
    })
    await tell(path)
    const [, ...found] = (await tell('opened')) as Found[]
    note(`note: ${textOf(found)}`)
  } finally {
    // Who has opened it reads on.
    await Promise.all([path, beside].map((file) => unlink(file).catch(() => undefined)))
  }
  return data
}

async function follow({ tell }: Opening, open: () => Promise<RunData>): Promise<RunData> {
  const [path] = await tell('')
  const isThere = path !== '' && (await isReadable(path)) && (await isReadable(descriptionOf(path)))
  const data = isThere ? await openDescribed(path) : await open()
  await tell((isThere ? 'opened' : 'own') satisfies Found)
  return data
}

async function openDescribed(path: string): Promise<RunData> {
  const { place, data }: Description = deserialize(await readFile(descriptionOf(path)))
  const { train, test } = data.dataset
  return { ...data, dataset: { train: { ...train, features: openFeatureFile(place) }, test } }
}

function withoutFeatures(examples: Dataset<AnyFeatures>): Dataset {
  return { ...examples, features: new Float32Array(0) }
}

function descriptionOf(path: string): string {
  return `${path}.examples`
}

async function isReadable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** @param found by the other ranks */
function textOf(found: readonly Found[]): string {
  const own = found.flatMap((each, n) => (each === 'own' ? [`rank ${n + 1}`] : []))
  const all = 'each rank reads its own rows of them'
  if (own.length === 0) return `features are in one file in ${tmpdir()}: ${all}`
  const whose = own.length === 1 ? own[0] : `${own.length} ranks`
  return `features are in a file in ${tmpdir()}, which ${whose} cannot see and has read the data for: ${all}; TMPDIR names a folder that all share`
}
