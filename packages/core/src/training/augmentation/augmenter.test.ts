import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../../errors.js'
import { between } from '../../fixtures/between.js'
import { createRandom } from '../../random.js'
import { type Augmentation, Augmenter } from './augmenter.js'

const IMAGE = { width: 28, height: 28 }
const ALL: Augmentation = {
  shift: 2,
  rotate: 15,
  scale: 0.15,
  shear: 10,
  elastic: { alpha: 34, sigma: 4 },
  erase: 0.3,
  flip: 0.5,
}

const amount = (max: number) => fc.oneof(fc.constant(0), between(0, max))
const augmentations = fc.record(
  {
    shift: amount(5),
    rotate: amount(180),
    scale: amount(0.9),
    shear: amount(60),
    elastic: fc.record({ alpha: amount(60), sigma: between(0.1, 8) }),
    erase: amount(0.9),
    flip: amount(1),
  },
  { requiredKeys: [] },
)
const side = fc.integer({ min: 1, max: 33 })
const sizes = fc.record({ width: side, height: side })

/** A bright bar and lit pixels here and there, dark around. */
function drawing(seed: number, { width, height } = IMAGE): Uint8Array {
  const random = createRandom(seed, 0)
  return Uint8Array.from({ length: width * height }, (_, n) => {
    const x = (n % width) / width
    const lit = x > 0.4 && x < 0.6 ? 0.9 : 0.03
    return random.uniform() < lit ? 1 + random.integer(255) : 0
  })
}

function augmented(augmenter: Augmenter, pixels: Uint8Array, epoch: number, example: number): Uint8Array {
  const out = new Uint8Array(pixels.length).fill(77)
  augmenter.augment(pixels, epoch, example, out)
  return out
}

test('copies the image where everything is 0', () => {
  const nothing: Augmentation[] = [
    {},
    { shift: 0, rotate: 0, scale: 0, shear: 0, elastic: { alpha: 0, sigma: 4 }, erase: 0, flip: 0 },
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...nothing),
      sizes,
      fc.integer(),
      fc.nat(),
      (augmentation, image, seed, n) => {
        const pixels = drawing(seed, image)
        expect(augmented(new Augmenter(augmentation, image, seed), pixels, n, n)).toEqual(pixels)
      },
    ),
  )
})

test('depends on seed, epoch and example alone, not on what was asked for before', () => {
  const asked = fc.array(fc.tuple(fc.nat(50), fc.nat(70_000)), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(augmentations, sizes, fc.integer(), asked, (augmentation, image, seed, triples) => {
      const one = new Augmenter(augmentation, image, seed)
      const forwards = triples.map(([epoch, n]) => augmented(one, drawing(n, image), epoch, n))
      const backwards = triples
        .toReversed()
        .map(([epoch, n]) => augmented(new Augmenter(augmentation, image, seed), drawing(n, image), epoch, n))
      expect(forwards).toEqual(backwards.toReversed())
    }),
  )
})

test('may write over the image it reads', () => {
  fc.assert(
    fc.property(augmentations, sizes, fc.integer(), (augmentation, image, seed) => {
      const augmenter = new Augmenter(augmentation, image, seed)
      const pixels = drawing(seed, image)
      const expected = augmented(augmenter, pixels, 1, 2)
      augmenter.augment(pixels, 1, 2, pixels)
      expect(pixels).toEqual(expected)
    }),
  )
})

test.each(['shift', 'rotate', 'scale', 'shear', 'elastic'] as const)(
  '%s differs between seeds, epochs and examples',
  (name) => {
    const pixels = drawing(1)
    const seen = new Set<string>()
    for (const seed of [0, 1, 2 ** 31]) {
      const augmenter = new Augmenter({ [name]: ALL[name] }, IMAGE, seed)
      for (const epoch of [1, 2, 3]) {
        for (const example of [0, 1, 2, 59_999]) {
          seen.add(Buffer.from(augmented(augmenter, pixels, epoch, example)).toString('hex'))
        }
      }
    }
    expect(seen.size).toBe(36)
  },
)

test('one kind of change never shifts another', () => {
  const pixels = drawing(3)
  const bent = augmented(new Augmenter({ elastic: { alpha: 34, sigma: 4 } }, IMAGE, 1), pixels, 1, 1)
  const both = augmented(
    new Augmenter({ elastic: { alpha: 34, sigma: 4 }, erase: 0.3 }, IMAGE, 1),
    pixels,
    1,
    1,
  )
  for (const [n, byte] of both.entries()) if (byte !== 0) expect(byte).toBe(bent[n])
})

test('what is dark stays exactly 0, so sparse images stay sparse', () => {
  fc.assert(
    fc.property(augmentations, sizes, fc.integer(), (augmentation, image, seed) => {
      const augmenter = new Augmenter(augmentation, image, seed)
      const dark = new Uint8Array(image.width * image.height)
      expect(augmented(augmenter, dark, 1, 1)).toEqual(dark)
    }),
  )
  // A square of 12 × 12 = 144 pixels: what is stretched by 1.15 both ways and blurred by a pixel at the edges is below 2 times.
  const square = Uint8Array.from({ length: 784 }, (_, n) =>
    n % 28 >= 8 && n % 28 < 20 && n >= 8 * 28 && n < 20 * 28 ? 255 : 0,
  )
  const augmenter = new Augmenter({ ...ALL, erase: 0 }, IMAGE, 1)
  let lit = 0
  for (let example = 0; example < 500; example++) {
    const out = augmented(augmenter, square, 1, example)
    lit += out.filter((byte) => byte !== 0).length
  }
  expect(lit / 500).toBeGreaterThan(144)
  expect(lit / 500).toBeLessThan(2 * 144)
})

test('shifts uniformly within ± shift, each axis by itself', () => {
  const image = { width: 41, height: 41 }
  const pixels = new Uint8Array(41 * 41)
  pixels[20 * 41 + 20] = 255
  const augmenter = new Augmenter({ shift: 6 }, image, 5)
  const count = 4000
  const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (let example = 0; example < count; example++) {
    const out = augmented(augmenter, pixels, 1, example)
    let total = 0
    let x = 0
    let y = 0
    for (const [n, light] of out.entries()) {
      total += light
      x += light * ((n % 41) - 20)
      y += light * (Math.floor(n / 41) - 20)
    }
    x /= total
    y /= total
    expect(Math.abs(x)).toBeLessThanOrEqual(6.01)
    expect(Math.abs(y)).toBeLessThanOrEqual(6.01)
    sums.x += x / count
    sums.y += y / count
    sums.xx += (x * x) / count
    sums.yy += (y * y) / count
    sums.xy += (x * y) / count
  }
  // Of a number uniform in (−6, 6) the mean square is 12. Five deviations of means of 4000.
  const deviation = Math.sqrt(12 / count)
  expect(Math.abs(sums.x)).toBeLessThan(5 * deviation)
  expect(Math.abs(sums.y)).toBeLessThan(5 * deviation)
  expect(Math.abs(sums.xx - 12)).toBeLessThan((5 * 10.8) / Math.sqrt(count))
  expect(Math.abs(sums.yy - 12)).toBeLessThan((5 * 10.8) / Math.sqrt(count))
  expect(Math.abs(sums.xy)).toBeLessThan((5 * 12) / Math.sqrt(count))
})

test('erases a whole square in every second image, wherever it fits', () => {
  const bright = new Uint8Array(784).fill(255)
  const augmenter = new Augmenter({ erase: 0.25 }, IMAGE, 9)
  const corners = new Set<number>()
  let erased = 0
  const count = 20_000
  for (let example = 0; example < count; example++) {
    const out = augmented(augmenter, bright, 1, example)
    const corner = out.indexOf(0)
    if (corner < 0) continue
    erased++
    corners.add(corner)
    const left = corner % 28
    const top = Math.floor(corner / 28)
    let dark = 0
    for (let n = 0; n < 784; n++) {
      const inside = n % 28 >= left && n % 28 < left + 7 && n >= top * 28 && n < (top + 7) * 28
      if (out[n] !== (inside ? 0 : 255)) throw new Error(`pixel ${n} of example ${example}`)
      dark += inside ? 1 : 0
    }
    expect(dark).toBe(49)
  }
  expect(corners.size).toBe(22 * 22)
  expect(Math.abs(erased / count - 0.5)).toBeLessThan(5 * Math.sqrt(0.25 / count))
})

test('mirrors a part of the images, whole and exactly', () => {
  const image = { width: 7, height: 5 }
  const pixels = drawing(4, image)
  const mirrored = pixels.map((_, n) => pixels[n + 6 - 2 * (n % 7)])
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const count = 20_000
  for (const flip of [0.5, 0.2, 1]) {
    const augmenter = new Augmenter({ flip }, image, 9)
    let flipped = 0
    for (let example = 0; example < count; example++) {
      const out = text(augmented(augmenter, pixels, 1, example))
      if (out === text(mirrored)) flipped++
      else expect(out).toBe(text(pixels))
    }
    expect(Math.abs(flipped / count - flip)).toBeLessThanOrEqual(5 * Math.sqrt((flip * (1 - flip)) / count))
  }
})

test('refuses what is out of range', () => {
  expect(() => new Augmenter({ scale: 2 }, IMAGE, 1)).toThrow(UsageError)
})

test('a hundred images have the bits they always had', () => {
  const hashOf = (augmentation: Augmentation): string => {
    const augmenter = new Augmenter(augmentation, IMAGE, 1)
    const hash = createHash('sha256')
    for (let example = 0; example < 100; example++) {
      hash.update(augmented(augmenter, drawing(example), 1 + (example % 7), example))
    }
    return hash.digest('hex')
  }
  expect(hashOf({ ...ALL, flip: 0 })).toBe('50a89d1baef6f8feebaad788fc7abe7a87f70501de3d932f9ef9e02b9c07c156')
  expect(hashOf(ALL)).toBe('b4a833e1b083fdf3466830140cd019b167e68a184477164fb745d54a0c58566b')
})
