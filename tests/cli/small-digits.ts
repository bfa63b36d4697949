import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '@antigrad/core'
import { afterAll } from 'vitest'

const SIDE = 10
const CLASSES = 10

/** A folder of the test file's own, removed at its end. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'antigrad-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * Writes a small set of images of ten classes as four IDX files: noisy copies of ten random pictures, loaded
 * in milliseconds and learned in seconds.
 * @param noise pixels of ten that are noise
 */
export function writeSmallDigits(folder: string, train = 1200, test = 200, noise = 3): string {
  mkdirSync(folder, { recursive: true })
  const random = createRandom(7, 0)
  const pictures = Array.from({ length: CLASSES }, () =>
    Array.from({ length: SIDE * SIDE }, () => (random.integer(10) < 3 ? 255 : 0)),
  )
  for (const [part, count] of [
    ['train', train],
    ['t10k', test],
  ] as const) {
    const labels = Uint8Array.from({ length: count }, () => random.integer(CLASSES))
    const pixels = Uint8Array.from({ length: count * SIDE * SIDE }, (_, at) => {
      const picture = pictures[labels[Math.floor(at / (SIDE * SIDE))]]
      return random.integer(10) < noise ? random.integer(256) : picture[at % (SIDE * SIDE)]
    })
    writeFileSync(join(folder, `${part}-images-idx3-ubyte`), idx([count, SIDE, SIDE], pixels))
    writeFileSync(join(folder, `${part}-labels-idx1-ubyte`), idx([count], labels))
  }
  return folder
}

function idx(shape: readonly number[], values: Uint8Array): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  shape.forEach((size, axis) => {
    header.writeUInt32BE(size, 4 + 4 * axis)
  })
  return Buffer.concat([header, values])
}
