/** How a module imports `env.memory`, up to the flags of the memory: two names after their lengths, then the kind. */
const MEMORY_IMPORT = [3, ...codesOf('env'), 6, ...codesOf('memory'), 2]

/** The flags of a memory that has a maximum; one that is shared has another bit set. */
const HAS_MAXIMUM = 1

/**
 * A module that imports a shared memory, as one that imports a memory of its own thread. The kernels need nothing of a
 * shared one, and before V8 14 what a shared memory takes does not count when V8 decides whether to collect garbage: a
 * thousand networks that nobody needs any more would stay.
 */
export function withUnsharedMemory(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const at = bytes.findIndex((_, first) => MEMORY_IMPORT.every((byte, k) => bytes[first + k] === byte))
  if (at < 0) throw new Error('the module imports no env.memory')
  const copy = bytes.slice()
  copy[at + MEMORY_IMPORT.length] = HAS_MAXIMUM
  return copy
}

function codesOf(name: string): number[] {
  return Array.from(name, (character) => character.charCodeAt(0))
}
