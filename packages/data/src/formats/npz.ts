import { basename } from 'node:path'
import { readBytes } from '../files.js'
import { TEST_FRACTION } from '../held-back.js'
import { LARGEST_FILE } from '../idx/gunzip.js'
import { noteClasses } from '../label-classes.js'
import type { DatasetFormat } from './format.js'

/** An archive of numpy with examples and their labels (`npzDataset`). */
export const npz: DatasetFormat = {
  name: 'a .npz file',
  accepts: (path, { kind }) => kind === 'file' && /\.npz$/i.test(path),
  async open(path, { seed, testFraction: fraction = TEST_FRACTION, note }) {
    // What unpacks it is not loaded for nothing.
    const { LARGE_ARRAYS, npzDataset } = await import('../numpy/npz.js')
    const bytes = await readBytes(path, LARGEST_FILE, LARGE_ARRAYS)
    const opened = npzDataset(bytes, basename(path), { seed, fraction, note })
    noteClasses(note, path, opened.train)
    return opened
  },
}
