/** Characters made into a string at a time: `String.fromCharCode` takes them as arguments. */
const CHUNK = 8192

/** What `decodeUtf8` found: the text, or the index of the first byte that is not UTF-8. */
export type Decoded = { readonly text: string } | { readonly invalidAt: number }

/** The byte at `at`, if it is one of 10xxxxxx; otherwise -1. */
function continuation(bytes: Uint8Array, at: number): number {
  return at < bytes.length && (bytes[at] & 0xc0) === 0x80 ? bytes[at] & 0x3f : -1
}

/**
 * Decodes UTF-8, strictly: no overlong forms, no surrogates, nothing above U+10FFFF (The Unicode Standard,
 * table 3-7). ECMAScript itself has no decoder, and `core` takes nothing from Node or the DOM.
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const parts: string[] = []
  const units = new Uint16Array(CHUNK)
  let length = 0
  const flush = () => {
    parts.push(String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]))
    length = 0
  }
  for (let at = 0; at < bytes.length; ) {
    // Room for a pair of surrogates.
    if (length > CHUNK - 2) flush()
    const lead = bytes[at]
    if (lead < 0x80) {
      units[length++] = lead
      at++
      continue
    }
    const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    // 80…c1 cannot lead (a continuation, or an overlong form), nor can f5…ff (above U+10FFFF).
    if (lead < 0xc2 || lead > 0xf4) return { invalidAt: at }
    let point = lead & (0xff >> (size + 1))
    for (let k = 1; k < size; k++) {
      const bits = continuation(bytes, at + k)
      if (bits < 0) return { invalidAt: at }
      point = (point << 6) | bits
    }
    const least = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return { invalidAt: at }
    if (point >= 0x10000) {
      units[length++] = 0xd7c0 + (point >> 10)
      units[length++] = 0xdc00 + (point & 0x3ff)
    } else {
      units[length++] = point
    }
    at += size
  }
  flush()
  return { text: parts.join('') }
}

/** Bytes that `text` takes in UTF-8. */
export function utf8Length(text: string): number {
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // Each half of a pair of surrogates stands for two of its four bytes.
    length += unit < 0x80 ? 1 : unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3
  }
  return length
}

/** Writes `text`, which holds no lone surrogate, in UTF-8 into `into` from index `at` on. Returns the index after it. */
export function encodeUtf8Into(text: string, into: Uint8Array, at: number): number {
  let next = at
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i) ?? 0
    if (point < 0x80) {
      into[next++] = point
    } else if (point < 0x800) {
      into[next++] = 0xc0 | (point >> 6)
      into[next++] = 0x80 | (point & 0x3f)
    } else if (point < 0x10000) {
      into[next++] = 0xe0 | (point >> 12)
      into[next++] = 0x80 | ((point >> 6) & 0x3f)
      into[next++] = 0x80 | (point & 0x3f)
    } else {
      into[next++] = 0xf0 | (point >> 18)
      into[next++] = 0x80 | ((point >> 12) & 0x3f)
      into[next++] = 0x80 | ((point >> 6) & 0x3f)
      into[next++] = 0x80 | (point & 0x3f)
      i++
    }
  }
  return next
}
