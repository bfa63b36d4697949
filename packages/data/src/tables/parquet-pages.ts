import type { ColumnMetaData, FileMetaData, SchemaElement } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { checkRuns, type Unpack } from './parquet-runs.js'

/** Bytes that a page may take when it is unpacked. */
export const MOST_PAGE = 2 ** 27

const isCount = (value: unknown, most: number): value is number =>
  Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most

/**
 * Walks over the pages of all columns and checks that what their headers promise is in the file: the decoder believes
 * them, and goes back, or on for hours, where one is damaged.
 * @param elements of the columns that are read, by name
 * @throws Error for what cannot be
 */
export function checkPages(
  bytes: Uint8Array,
  { row_groups: groups }: FileMetaData,
  elements: ReadonlyMap<string, SchemaElement>,
  unpack: Unpack,
): void {
  for (const { columns, num_rows: rows } of groups) {
    for (const { meta_data: column } of columns) {
      if (!column) throw new Error('a column without a description')
      const element = elements.get(column.path_in_schema[0])
      if (element) checkColumn(bytes, { column, element, rows: Number(rows) }, unpack)
    }
  }
}

/** A column in a group of rows. */
interface Part {
  readonly column: ColumnMetaData
  readonly element: SchemaElement
  readonly rows: number
}

function checkColumn(bytes: Uint8Array, { column, element, rows }: Part, unpack: Unpack): void {
  const { data_page_offset: data, dictionary_page_offset: dictionary, total_compressed_size: size } = column
  const begin = Number(dictionary || data)
  const end = begin + Number(size)
  if (!isCount(begin, bytes.length) || !(end >= begin && end <= bytes.length))
    throw new Error('a column out of bounds')
  const view = new DataView(bytes.buffer, bytes.byteOffset + begin, end - begin)
  const reader = { view, offset: 0 }
  let values = 0
  while (values < rows) {
    const header = parquetHeader(reader)
    const { compressed_page_size: packed, uncompressed_page_size: whole, type } = header
    if (!isCount(packed, view.byteLength - reader.offset) || !isCount(whole, MOST_PAGE)) {
      throw new Error(`a page of ${packed} bytes`)
    }
    const at = view.byteOffset - bytes.byteOffset + reader.offset
    reader.offset += packed
    if (type === 'DICTIONARY_PAGE') {
      // Not even a text takes less than a byte.
      if (!isCount(header.dictionary_page_header?.num_values, whole))
        throw new Error('a dictionary that does not fit')
      continue
    }
    const page = type === 'DATA_PAGE' ? header.data_page_header : header.data_page_header_v2
    if (!page || (type !== 'DATA_PAGE' && type !== 'DATA_PAGE_V2')) throw new Error('a page of no known type')
    if (!isCount(page.num_values, rows - values)) throw new Error(`a page of ${page.num_values} values`)
    if ('num_nulls' in page) {
      const { num_nulls: nulls, num_rows: lines, num_values: count } = page
      const levels = [page.definition_levels_byte_length, page.repetition_levels_byte_length]
      if (!isCount(nulls, count) || lines !== count || !levels.every((each) => isCount(each, packed))) {
        throw new Error('a page that contradicts itself')
      }
    }
    checkRuns({ header, packed: bytes.subarray(at, at + packed), column, element }, unpack)
    values += page.num_values
  }
}
