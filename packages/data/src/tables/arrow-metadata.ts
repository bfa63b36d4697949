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
  const isFile = String.fromCharCode(...bytes.subarray(0, 6)) === 'ARROW1'
  if (isFile) checkFooter(bytes)
  else for (let at = 0; at < bytes.length; ) at = checkMessage(bytes, at)
}

function checkFooter(bytes: Uint8Array): void {
  const end = bytes.length - 10
  const footer = new Flatbuffer(bytes, end < 8 ? 0 : end)
  const size = footer.int32(end)
  if (!(size > 0 && size <= end)) throw new Error(`a footer of ${size} bytes`)
  const root = footer.table(end - size)
  const schema = root.at(6)
  if (schema) checkSchema(footer, schema)
  for (const field of [8, 10]) {
    for (const block of footer.vector(root.at(field), 24)) checkMessage(bytes, footer.int64(block))
  }
  checkPairs(footer, root.at(12))
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
  head.vector(batch.at(12), 8)
  for (const region of head.vector(batch.at(8), 16)) {
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

/** Tables and vectors of a flatbuffer, of which no more are looked at than it can have. */
class Flatbuffer {
  readonly #view: DataView
  readonly #end: number
  #left: number

  constructor(bytes: Uint8Array, end: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#end = end
    this.#left = bytes.length
  }

  uint8(at: number): number {
    return this.#view.getUint8(at)
  }

  int32(at: number): number {
    return this.#view.getInt32(at, true)
  }

  /** A whole number from 0. */
  int64(at: number): number {
    const value = this.#view.getBigInt64(at, true)
    if (value < 0n || value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error(`a size of ${value}`)
    return Number(value)
  }

  /** The table that a place points to: where its fields lie, 0 where they are not there. */
  table(at: number): { at(field: number): number } {
    const view = this.#view
    const position = at + this.int32(at)
    const fields = position - this.int32(position)
    const size = view.getUint16(fields, true)
    return {
      at: (field) => {
        const offset = field < size ? view.getUint16(fields + field, true) : 0
        return offset === 0 ? 0 : position + offset
      },
    }
  }

  /** Where the entries of a vector lie that a place points to; none for 0. */
  vector(at: number, size: number): number[] {
    if (at === 0) return []
    const begin = at + this.int32(at)
    const count = this.int32(begin)
    this.#left -= count * size
    if (count < 0 || this.#left < 0 || begin + 4 + count * size > this.#end)
      throw new Error(`${count} entries`)
    return Array.from({ length: count }, (_, entry) => begin + 4 + entry * size)
  }
}
