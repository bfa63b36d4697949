/** Numbers at which readers break: around 0, the sign and the width of their fields. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff]

/** Texts at which readers of text break. */
const TEXTS = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '{',
  '}',
  '[',
  ']',
  'NaN',
  '1e999',
  '-',
  '__proto__',
  '\\u0000',
  '\ufeff',
]

/**
 * A mutant of `sample`: one change or up to four, each to a bit, a number, a run of bytes, a text or the length.
 * @param {Uint8Array} sample
 * @param {import('@antigrad/core').Random} random
 */
export function mutate(sample, random) {
  let bytes = Uint8Array.from(sample)
  for (let changes = random.integer(2) === 0 ? 1 : 2 + random.integer(3); changes > 0; changes--)
    bytes = changed(bytes, random)
  return bytes
}

function changed(bytes, random) {
  if (bytes.length === 0) return Uint8Array.of(random.integer(256))
  // Headers lie at the start: half of all changes are made there.
  const within = random.integer(2) === 0 ? Math.min(bytes.length, 64) : bytes.length
  const at = random.integer(within)
  switch (random.integer(7)) {
    case 0:
      bytes[at] ^= 1 << random.integer(8)
      return bytes
    case 1:
      bytes[at] = random.integer(256)
      return bytes
    case 2: {
      const view = new DataView(bytes.buffer)
      const edge = EDGES[random.integer(EDGES.length)]
      if (at + 4 <= bytes.length) view.setUint32(at, edge, random.integer(2) === 0)
      return bytes
    }
    case 3:
      return bytes.slice(0, at)
    case 4: {
      const end = Math.min(bytes.length, at + 1 + random.integer(32))
      return joined(bytes.subarray(0, at), bytes.subarray(end))
    }
    case 5: {
      const end = Math.min(bytes.length, at + 1 + random.integer(256))
      return joined(bytes.subarray(0, end), bytes.subarray(at))
    }
    default: {
      const text = new TextEncoder().encode(TEXTS[random.integer(TEXTS.length)])
      return joined(bytes.subarray(0, at), text, bytes.subarray(at))
    }
  }
}

function joined(...parts) {
  return Uint8Array.from(Buffer.concat(parts))
}
