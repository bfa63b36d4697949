import { arrayReaders } from './arrays.mjs'
import { columnReaders } from './columns.mjs'
import { largeReaders } from './large.mjs'
import { modelReaders } from './models.mjs'
import { pictureReaders } from './pictures.mjs'
import { runFileReaders } from './run-files.mjs'
import { tableReaders } from './tables.mjs'

/** Every reader of files with good samples of what it reads. */
export function readers() {
  return [
    ...arrayReaders(),
    ...modelReaders(),
    ...runFileReaders(),
    ...tableReaders(),
    ...largeReaders(),
    ...columnReaders(),
    ...pictureReaders(),
  ]
}
