import fc from 'fast-check'
import { expect } from 'vitest'

// A tree is judged by the same cases each time; at home every run of the properties tries new ones.
if (process.env.CI) fc.configureGlobal({ seed: 1 })

/** Arrays of one kind with the same bytes are equal: told at once, where element by element took most of a test's time. */
function haveSameBytes(a: unknown, b: unknown): true | undefined {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || a.constructor !== b.constructor) return undefined
  return a.byteLength === b.byteLength && Buffer.compare(bytesOf(a), bytesOf(b)) === 0 ? true : undefined
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

// Of others vitest finds out itself whether and where they differ.
expect.addEqualityTesters([haveSameBytes])
