import { gzipSync } from 'node:zlib'
import { Network, parseJson, readModel, writeModel } from '@antigrad/core'
import { gunzipIdx, parseIdx, readImage, tableSplit, toMnistForm } from '@antigrad/data'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'

/** What a run keeps of what was asked, and a line of its log looks like. */
const CONFIG = JSON.stringify({
  version: 1,
  data: 'mnist',
  hidden: [30],
  learningRate: 0.5,
  table: { label: ['a'] },
})

/** Every reader of files with good samples of what it reads. */
export async function readers() {
  const idx = idxImages(7, 5, 4)
  const labels = Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 2)
  const table = `a,b,kind\n${Array.from({ length: 40 }, (_, n) => `${n},${n / 7},"${n % 3 ? 'x' : 'y, z'}"\n`).join('')}`
  const picture = { width: 40, height: 30, data: strokes(40, 30) }
  const pictures = [
    encodePng({ ...picture, channels: 4, depth: 8 }),
    Uint8Array.from(encodeJpeg(picture, 80).data),
  ]
  return [
    { name: 'idx', samples: [idx, labels], read: (bytes) => parseIdx(bytes, 'mutant') },
    { name: 'gzip', samples: [gzipSync(idx), gzipSync(labels)], read: (bytes) => gunzipIdx(bytes, 'mutant') },
    {
      name: 'safetensors',
      samples: [writeModel(Network.create([3, 2, 2], 1), { classes: ['a', 'b'], seed: 1 })],
      read: (bytes) => readModel(bytes, 'mutant'),
    },
    {
      name: 'config',
      samples: [new TextEncoder().encode(CONFIG)],
      read: (bytes) => parseJson(bytes, 'mutant'),
    },
    {
      name: 'csv',
      samples: [new TextEncoder().encode(table)],
      read: (bytes) => tableSplit({ file: 'mutant', bytes }, { label: ['kind'] }, 1, 0.2),
    },
    { name: 'image', samples: pictures, read: (bytes) => toMnistForm(readImage(bytes, 'mutant')) },
  ]
}

function idxImages(count, rows, columns) {
  const bytes = new Uint8Array(16 + count * rows * columns)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, 0x803)
  view.setUint32(4, count)
  view.setUint32(8, rows)
  view.setUint32(12, columns)
  for (let at = 16; at < bytes.length; at++) bytes[at] = (at * 37) % 256
  return bytes
}

/** A dark ring on light paper, RGBA. */
function strokes(width, height) {
  const pixels = new Uint8Array(4 * width * height).fill(255)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot(x - width / 2, y - height / 2)
      if (Math.abs(distance - 10) < 2) pixels.fill(30, 4 * (y * width + x), 4 * (y * width + x) + 3)
    }
  }
  return pixels
}
