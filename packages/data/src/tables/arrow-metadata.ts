import { Flatbuffer } from './flatbuffer.js'

/** Deepest nesting of fields that is looked at. */
const DEEPEST = 64

/** Entries that a batch of a dictionary may have, and rows that any other: memory is taken for each before it is read. */
const [MOST_ENTRIES, MOST_ROWS] = [2 ** 20, 2 ** 27]

const CONTINUES = 0xffffffff

/** What a message holds, by the numbers of the format. */
const [SCHEMA, DICTIONARY_BATCH, RECORD_BATCH] = [1, 2, 3]

/** The type of a field that is one of several. */
const UNION = 14

/**
 * Checks that the vectors of an Arrow file's metadata, and what its batches say of their buffers, lie within it: the decoder
 * believes them, and takes memory or time without end where one is damaged.
 * @param bytes of a file, or of a stream
 * @throws Error for what cannot be
 */
export function checkArrowMetadata(bytes: Uint8Array): void {
  if (isFile(bytes)) checkFooter(bytes)
  else for (let at = 0; at < bytes.length; ) at = checkMessage(bytes, at)
}

function checkFooter(bytes: Uint8Array): void {
  const { footer, root } = footerOf(bytes)
  const schema = root.at(6)
  if (schema) checkSchema(footer, schema)
  let length = 0
  for (const field of [DICTIONARIES, BATCHES]) {
    for (const block of footer.vector(root.at(field), BLOCK)) {
      const at = footer.int64(block)
      length += checkMessage(bytes, at) - at
      // Messages do not overlap. Where blocks shared a large one, its rows would be read, and it copied, once for each.
      if (length > bytes.length) throw new Error(`blocks of ${length} bytes in ${bytes.length}`)
    }
  }
  checkPairs(footer, root.at(12))
}

/** Where the footer of a file lists its blocks, and the bytes that tell of one. */
const [DICTIONARIES, BATCHES] = [8, 10]
const BLOCK = 24

function footerOf(bytes: Uint8Array): {
  readonly footer: Flatbuffer
  readonly root: ReturnType<Flatbuffer['table']>
  /** Where it begins. */
  readonly begin: number
} {
  const end = bytes.length - 10
  const footer = new Flatbuffer(bytes, end < 8 ? 0 : end)
  const size = footer.int32(end)
  if (!(size > 0 && size <= end)) throw new Error(`a footer of ${size} bytes`)
  return { footer, root: footer.table(end - size), begin: end - size }
}

/**
 * A file as the decoder takes it, which must have its dictionaries before what they are for. Files may have them anywhere, and
 * polars puts them last: they are put first in a copy.
 * @param bytes that `checkArrowMetadata` has checked
 * @returns the same bytes, where their order will do
 */
export function dictionariesFirst(bytes: Uint8Array): Uint8Array {
  if (!isFile(bytes)) return bytes
  const { footer, root, begin } = footerOf(bytes)
  const blocksIn = (field: number) =>
    footer.vector(root.at(field), BLOCK).map((block) => ({ block, at: footer.int64(block) }))
  const [dictionaries, batches] = [blocksIn(DICTIONARIES), blocksIn(BATCHES)]
  const last = dictionaries.reduce((most, { at }) => Math.max(most, at), Number.NEGATIVE_INFINITY)
  if (batches.every(({ at }) => last < at)) return bytes
  // What lies before the first block is not looked at: the footer says all of it.
  const pieces = [bytes.subarray(0, MAGIC.length + 2)]
  const end = bytes.slice(begin)
  const places = new DataView(end.buffer)
  let length = pieces[0].length
  for (const { block, at } of [...dictionaries, ...batches]) {
    const message = bytes.subarray(at, checkMessage(bytes, at))
    places.setBigInt64(block - begin, BigInt(length), true)
    pieces.push(message)
    length += message.length
  }
  const ordered = new Uint8Array(length + end.length)
  let to = 0
  for (const piece of [...pieces, end]) {
    ordered.set(piece, to)
    to += piece.length
  }
  return ordered
}

const MAGIC = 'ARROW1'

function isFile(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, MAGIC.length)) === MAGIC
}

/** @returns where the next message begins */
function checkMessage(bytes: Uint8Array, begin: number): number {
  const whole = new Flatbuffer(bytes, bytes.length)
  let at = begin
  let size = whole.int32(at)
  at += 4
  if (size >>> 0 === CONTINUES) {
    size = whole.int32(at)
    at += 4
  }
  if (size === 0) return bytes.length
  if (!(size > 0 && size <= bytes.length - at)) throw new Error(`metadata of ${size} bytes`)
  const head = new Flatbuffer(bytes.subarray(at, at + size), size)
  at += size
  const message = head.table(0)
  const header = message.at(8)
  const bodyAt = message.at(10)
  const body = bodyAt ? head.int64(bodyAt) : 0
  if (body > bytes.length - at) throw new Error(`a body of ${body} bytes`)
  const kindAt = message.at(6)
  const kind = kindAt ? head.uint8(kindAt) : 0
  if (header) {
    if (kind === SCHEMA) checkSchema(head, header)
    else if (kind === RECORD_BATCH) checkBatch(head, header, body, MOST_ROWS)
    else if (kind === DICTIONARY_BATCH) {
      const data = head.table(header).at(6)
      if (data) checkBatch(head, data, body, MOST_ENTRIES)
    }
  }
  return at + body
}

function checkBatch(head: Flatbuffer, at: number, body: number, most: number): void {
  const batch = head.table(at)
  for (const node of head.vector(batch.at(6), 16)) {
    const length = head.int64(node)
    if (length > most) throw new Error(`a batch of ${length}`)
  }
  const regions = head.vector(batch.at(8), 16)
  for (const count of head.vector(batch.at(12), 8)) {
    const buffers = head.int64(count)
    if (buffers > regions.length) throw new Error(`${buffers} buffers of ${regions.length}`)
  }
  for (const region of regions) {
    const [offset, length] = [head.int64(region), head.int64(region + 8)]
    if (offset + length > body) throw new Error(`a buffer of ${length} bytes at ${offset} of ${body}`)
  }
}

function checkSchema(head: Flatbuffer, at: number): void {
  const schema = head.table(at)
  for (const field of head.vector(schema.at(6), 4)) checkField(head, field, 0)
  checkPairs(head, schema.at(8))
}

function checkField(head: Flatbuffer, at: number, depth: number): void {
  if (depth > DEEPEST) throw new Error('fields nested without end')
  const field = head.table(at)
  const kindAt = field.at(8)
  const type = field.at(10)
  if (type && kindAt && head.uint8(kindAt) === UNION) head.vector(head.table(type).at(6), 4)
  for (const child of head.vector(field.at(14), 4)) checkField(head, child, depth + 1)
  checkPairs(head, field.at(16))
}

function checkPairs(head: Flatbuffer, at: number): void {
  for (const pair of head.vector(at, 4)) head.table(pair)
}
