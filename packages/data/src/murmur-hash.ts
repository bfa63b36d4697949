/** MurmurHash3 of 32 bits (Appleby 2011). */
export function murmurHash(words: Uint32Array, seed: number): number {
  let hash = seed
  for (let at = 0; at < words.length; at++) {
    let word = Math.imul(words[at], 0xcc9e2d51)
    word = (word << 15) | (word >>> 17)
    hash ^= Math.imul(word, 0x1b873593)
    hash = (hash << 13) | (hash >>> 19)
    hash = Math.imul(hash, 5) + 0xe6546b64
  }
  hash ^= words.length * 4
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
