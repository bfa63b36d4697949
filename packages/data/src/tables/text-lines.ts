import type { FileBytes } from '../file-bytes.js'

/** The lines of a text, from `start` on, without what ends them. */
export function* linesOf({ bytes, start }: FileBytes & { readonly start: number }): Generator<string> {
  const decoder = new TextDecoder()
  for (let at = start; at < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, at)
    const end = newline < 0 ? bytes.length : newline
    yield decoder.decode(bytes.subarray(at, end)).trim()
    at = end + 1
  }
}
