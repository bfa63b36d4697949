import { largeTableSplit } from '../../../packages/data/dist/tables/large-table.js'
import { wholeRows } from '../../../packages/data/dist/tables/row-ends.js'
import { FILE } from './samples.mjs'
import { ASKED, TABLE } from './tables.mjs'

/** Text of separated values that is read piece by piece, features in a file. */
export function largeReaders() {
  return [
    {
      name: 'large',
      samples: [TABLE],
      read: (bytes) => {
        const read = (begin, end) => bytes.slice(begin, end)
        const rest = { size: bytes.length, checked: 0, piece: 64, read }
        const first = wholeRows(rest, 0, false)
        const asked = { ...ASKED, missing: 'indicator', storeAbove: 0 }
        largeTableSplit({ file: FILE, bytes: first, rest }, asked, 1, 0.2).train.features.close()
      },
    },
  ]
}
