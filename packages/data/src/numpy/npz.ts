import { BadInput, type Dataset, type SplitDataset } from '@antigrad/core'
import type { FileBytes } from '../file-bytes.js'
import type { OpenedDataset, OpenOptions } from '../formats/format.js'
import { holdBack } from '../held-back.js'
import { imageOf } from '../idx/idx-dataset.js'
import { type PixelScale, scalePixels } from '../idx/pixels.js'
import { noteCommon } from '../keys.js'
import { oneLine, quoteSome, refuse } from '../refuse.js'
import { splitDataset } from '../split.js'
import { type NpyArray, npyRows, parseNpy } from './npy.js'
import { labelsOf } from './npz-labels.js'
import { noteRange, scaleOf } from './npz-scale.js'
import { unpackZip } from './zip.js'

/** What arrays are called: in two parts, as in Keras's mnist.npz; or in one. */
const NAMES = {
  trainX: ['x_train', 'train_images', 'train_x'],
  trainY: ['y_train', 'train_labels', 'train_y'],
  testX: ['x_test', 'test_images', 'test_x'],
  testY: ['y_test', 'test_labels', 'test_y'],
  x: ['x', 'images', 'data'],
  y: ['y', 'labels', 'target'],
} as const
type Role = keyof typeof NAMES

/** Said of arrays that are too large, for IDX files are read at any size. */
export const LARGE_ARRAYS =
  "larger ones are read from IDX files: in Python f.write(bytes([0, 0, 8, x.ndim]) + np.array(x.shape, '>i4').tobytes() + x.tobytes()) writes an array x of bytes as one"

/** How such an archive is divided. */
export interface NpzOptions {
  readonly seed: number
  /** Of the examples that are for testing, of one part. */
  readonly fraction: number
  /** Takes a line, for people, about what was decided that could be otherwise. */
  readonly note?: OpenOptions['note']
}

/**
 * Makes a dataset of the arrays of an archive of numpy (`numpy.savez`, compressed or not): `x_train`, `y_train`, `x_test`
 * and `y_test`, in small letters or large ones; or `x` and `y`, of which a part is held back by the seed, each class in
 * proportion, equal examples on one side. Labels are whole numbers; those that come are the classes.
 * @throws BadInput for damage, arrays that are missing, that are not of numbers, or do not fit each other
 */
export function npzDataset(
  source: FileBytes,
  name: string,
  { seed, fraction, note }: NpzOptions,
): SplitDataset & Pick<OpenedDataset, 'heldBack'> {
  const read = readArrays(source)
  const { arrays, others } = read
  if (others.length > 0) note?.(`${source.file}: ${quoteSome(others, 4)} beside what is learned is left out`)
  const { file } = source
  const trainX = arrays.get('trainX')
  const trainY = arrays.get('trainY')
  if (trainX && trainY) {
    const scale = scaleOf(trainX, note)
    const train = datasetOf(`${name}, train`, trainX, trainY, scale)
    const testX = arrays.get('testX')
    const testY = arrays.get('testY')
    if (testX && testY) {
      noteRange(testX, trainX, note)
      const test = datasetOf(`${name}, test`, testX, testY, scale, train.classes)
      if (String(testX.shape.slice(1)) === String(trainX.shape.slice(1))) {
        noteCommon(note, file, { train, test })
        return { train, test }
      }
      throw refuse(
        testX.file,
        'offset 10',
        `examples of ${trainX.shape.slice(1).join(' × ')} as ${trainX.file}`,
        testX.shape.slice(1).join(' × '),
      )
    }
    if (testX || testY) throw missing(file, 'x_test and y_test', read)
    return heldBack({ ...train, name }, seed, fraction)
  }
  const [x, y] = [arrays.get('x'), arrays.get('y')]
  if (!x || !y) throw missing(file, 'x_train and y_train, or x and y', read)
  return heldBack(datasetOf(name, x, y, scaleOf(x, note)), seed, fraction)
}

function missing(file: string, expected: string, { arrays, others }: Arrays): Error {
  const named = [...arrays.values()].map(({ file: each }) => each.slice(file.length + 1))
  const found = [...named, ...others]
  const hint = 'numpy.savez(name, x=x, y=y) names them; a matrix alone is read as .npy with --label'
  return new BadInput(
    oneLine(`${file}: expected arrays ${expected}, found ${quoteSome(found, 6) || 'none'} (${hint})`),
  )
}

function heldBack(
  whole: Dataset,
  seed: number,
  fraction: number,
): SplitDataset & Pick<OpenedDataset, 'heldBack'> {
  const split = holdBack(whole, fraction, seed)
  if (split.train.length > 0 && split.test.length > 0)
    return { ...splitDataset(whole, split), heldBack: true }
  const found = `${split.train.length} to train on and ${split.test.length} to test`
  throw new BadInput(
    oneLine(`${whole.name}: expected enough different examples for two parts, found ${found}`),
  )
}

/** The arrays that are called as one that is wanted, and the names of the others, which are not unpacked. */
interface Arrays {
  readonly arrays: ReadonlyMap<Role, NpyArray>
  readonly others: readonly string[]
}

function readArrays(source: FileBytes): Arrays {
  const roles = new Map<string, Role>()
  const others: string[] = []
  const wants = (name: string): boolean => {
    const role = roleOf(name)
    if (role === undefined || [...roles.values()].includes(role)) {
      others.push(name.replace(/\.npy$/, ''))
      return false
    }
    roles.set(name, role)
    return true
  }
  const unpacked = unpackZip(source, 'an archive of arrays (.npz)', wants, LARGE_ARRAYS)
  const arrays = new Map<Role, NpyArray>()
  for (const [name, role] of roles) {
    const bytes = unpacked.get(name)
    if (bytes) arrays.set(role, parseNpy({ file: `${source.file}/${name}`, bytes }))
  }
  return { arrays, others }
}

function roleOf(name: string): Role | undefined {
  const plain = name.replace(/\.npy$/, '').toLowerCase()
  return (Object.keys(NAMES) as Role[]).find((role) => NAMES[role].some((each) => each === plain))
}

function datasetOf(
  name: string,
  x: NpyArray,
  y: NpyArray,
  scale: PixelScale,
  known?: readonly string[],
): Dataset {
  const { rows: count, columns: inputs } = npyRows(x)
  if (x.shape.length < 2 || count < 1 || inputs < 1) {
    throw refuse(x.file, 'offset 10', 'examples of one value or more', x.shape.join(' × ') || 'a number')
  }
  scaleOf(x)
  const { labels, classes } = labelsOf(y, count, x.file, known)
  const image = x.shape.length > 2 ? imageOf(x.shape.slice(1)) : undefined
  return {
    name,
    count,
    inputs,
    outputs: classes.length,
    features: scalePixels(x.values, scale),
    labels,
    classes,
    ...(image && { image }),
  }
}
