import { gzipSync } from 'node:zlib'
import { gunzipIdx, idxDataset, readNpyTable, tableSplit } from '@antigrad/data'
import { zipSync } from 'fflate'
import { largeIdxSplit } from '../../../packages/data/dist/idx/large-idx.js'
import { LargeImages } from '../../../packages/data/dist/idx/large-images.js'
import { npzDataset } from '../../../packages/data/dist/numpy/npz.js'
import { FILE, npyBytes, numbers } from './samples.mjs'

/** IDX and numpy. */
export function arrayReaders() {
  const images = idxImages(7, 5, 4)
  const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 7, 0, 1, 2, 0, 1, 2, 0)
  return [
    {
      name: 'idx',
      samples: [images],
      read: (bytes) =>
        idxDataset(FILE, { images: { file: FILE, bytes }, labels: { file: FILE, bytes: labels } }),
    },
    {
      name: 'large idx',
      samples: [images],
      read: (bytes) => {
        const opened = { size: bytes.length, read: (begin, end) => bytes.slice(begin, end) }
        const part = { images: new LargeImages(FILE, opened), labels: { file: FILE, bytes: labels } }
        const how = { transposed: true, seed: 1, fraction: 0.5 }
        largeIdxSplit(FILE, part, undefined, how).train.features.close()
      },
    },
    {
      name: 'labels',
      samples: [labels],
      read: (bytes) =>
        idxDataset(FILE, { images: { file: FILE, bytes: images }, labels: { file: FILE, bytes } }),
    },
    { name: 'gzip', samples: [gzipSync(images), gzipSync(labels)], read: (bytes) => gunzipIdx(bytes, FILE) },
    {
      name: 'npy',
      samples: [npyBytes('<f8', [40, 3], numbers(120)), npyBytes('>i2', [40, 3], numbers(120), true)],
      read: (bytes) => tableSplit(readNpyTable({ file: FILE, bytes }), { label: ['3'] }, 1, undefined),
    },
    {
      name: 'npz',
      samples: npzFiles(),
      read: (bytes) => npzDataset({ file: FILE, bytes }, FILE, { seed: 1, fraction: 0.2 }),
    },
  ]
}

/** Of two parts and of one, packed and not. */
function npzFiles() {
  const x = npyBytes('<f8', [20, 4], numbers(80))
  const y = npyBytes('<i2', [20, 1], numbers(20))
  const parts = { 'x_train.npy': x, 'y_train.npy': y, 'x_test.npy': x, 'y_test.npy': y }
  return [zipSync(parts, { level: 0 }), zipSync({ 'x.npy': x, 'y.npy': y })]
}

function idxImages(count, rows, columns) {
  const bytes = new Uint8Array(16 + count * rows * columns)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x803)
  view.setUint32(4, count)
  view.setUint32(8, rows)
  view.setUint32(12, columns)
  for (let at = 16; at < bytes.length; at++) bytes[at] = (at * 37) % 256
  return bytes
}
