import { pictureDataset, readImage, toMnistForm } from '@antigrad/data/images'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { pngAround } from '../png-around.mjs'
import { FILE } from './samples.mjs'

/** PNG and JPEG. */
export function pictureReaders() {
  const picture = { width: 40, height: 30, data: strokes(40, 30) }
  const grey = {
    width: 16,
    height: 9,
    channels: 1,
    depth: 16,
    data: Uint16Array.from({ length: 144 }, (_, n) => n * n),
  }
  return [
    {
      // In colour, and brought to another size.
      name: 'pictures',
      samples: [
        encodePng({ ...picture, channels: 4, depth: 8 }),
        Uint8Array.from(encodeJpeg(picture, 80).data),
      ],
      read: (bytes) =>
        pictureDataset(FILE, [{ file: FILE, bytes }], [0], ['a', 'b'], { size: [7, 5], color: true }),
    },
    {
      name: 'png',
      samples: [encodePng({ ...picture, channels: 4, depth: 8 }), encodePng(grey)],
      read: (bytes) => toMnistForm(readImage(bytes, FILE)),
    },
    {
      // What its checksums would not let through.
      name: 'png lines',
      samples: [
        // 3 × 2 in colours, a line of each of two filters; and 4 × 2 in four colours of a palette, one half hidden.
        Uint8Array.of(
          ...pngHeader(3, 2, 8, 2),
          0,
          0,
          4,
          9,
          8,
          7,
          6,
          5,
          4,
          3,
          2,
          1,
          3,
          9,
          8,
          7,
          6,
          5,
          4,
          3,
          2,
          1,
        ),
        Uint8Array.of(
          ...pngHeader(4, 2, 2, 3),
          4,
          0,
          0,
          0,
          9,
          9,
          9,
          50,
          0,
          90,
          255,
          255,
          255,
          1,
          128,
          0,
          27,
          1,
          27,
        ),
      ],
      read: (bytes) => readImage(pngAround(bytes), FILE),
    },
    {
      name: 'jpeg',
      samples: [Uint8Array.from(encodeJpeg(picture, 80).data)],
      read: (bytes) => toMnistForm(readImage(bytes, FILE)),
    },
  ]
}

function pngHeader(width, height, depth, type) {
  return [0, 0, 0, width, 0, 0, 0, height, depth, type, 0, 0, 0]
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
