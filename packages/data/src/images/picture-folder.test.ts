import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BadInput } from '@antigrad/core'
import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataset } from '../open.js'
import { openPicture, openPictures } from './picture-folder.js'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'antigrad-pictures-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), bytes)
}

function png(width: number, height: number, channels: 1 | 2 | 3 | 4, values: readonly number[]): Uint8Array {
  return encodePng({ width, height, channels, depth: 8, data: Uint8Array.from(values) })
}

/** Grey pictures of 3 × 2, each of its own. */
function greys(part: string, names: readonly string[], count: number): void {
  for (const [label, name] of names.entries()) {
    for (let n = 0; n < count; n++) {
      put(`${part}${name}/${n}.png`, png(3, 2, 1, [label, n, 2, 3, 4, 255]))
    }
  }
}

/** The examples of a part as texts, each with its class. */
function examples({ train }: { train: import('@antigrad/core').Dataset }): string[] {
  const { features, labels, inputs, classes } = train
  return Array.from(labels ?? [], (label, n) => {
    return `${classes[label]}: ${features.subarray(n * inputs, (n + 1) * inputs).join()}`
  }).sort()
}

describe('a folder of pictures', () => {
  it('has the classes that its folders are called, numbers by value, and the pixels as they are', async () => {
    greys('', ['10', '9', '2'], 5)
    const { train, test, pictures } = await openDataset(folder, { seed: 1 })
    expect(train.classes).toEqual(['2', '9', '10'])
    expect([train.count, test.count, train.inputs, train.outputs]).toEqual([12, 3, 6, 3])
    expect(train.image).toEqual({ width: 3, height: 2 })
    expect(pictures).toEqual({ width: 3, height: 2, channels: 1 })
    const all = [...examples({ train }), ...examples({ train: test })].sort()
    const made = ['10', '9', '2'].flatMap((name, label) =>
      [0, 1, 2, 3, 4].map((n) => `${name}: ${label},${n},2,3,4,255`),
    )
    expect(all).toEqual(made.sort())
    const again = await openDataset(folder, { seed: 1 })
    expect(again.train.features).toEqual(train.features)
  })

  it.each(['', 'train/'])('says which pictures are in no folder of a class, of "%s"', async (part) => {
    greys(part, ['a', 'b'], 6)
    if (part !== '') greys('test/', ['a', 'b'], 2)
    const lines: string[] = []
    const note = (line: string) => lines.push(line)
    await openDataset(folder, { seed: 1, note })
    expect(lines.join('\n')).not.toContain('beside the folders')
    put(`${part}cat.JPG`, png(3, 2, 1, [9, 9, 2, 3, 4, 255]))
    put(`${part}.hidden.png`, 'x')
    put(`${part}about.txt`, 'x')
    const opened = await openDataset(folder, { seed: 1, note })
    expect(lines.join('\n')).toContain('1 picture beside the folders of classes left out: "cat.JPG"')
    expect(examples(opened).join()).not.toContain('9,9')
  })

  it('says which folders beside its parts are left out, and what in those of classes', async () => {
    const lines: string[] = []
    for (const part of ['train', 'test', 'valid']) greys(`${part}/`, ['a', 'b'], 3)
    put('train/a/more/0.png', png(3, 2, 1, [0, 0, 0, 0, 0, 0]))
    await openDataset(folder, { seed: 1, note: (line) => lines.push(line) })
    expect(lines.join('\n')).toContain('"valid" beside them is left out')
    expect(lines.join('\n')).toContain('1 files or folders in those of classes')
    expect(lines.join('\n')).toMatch(/are left out: "more"$/m)
  })

  it.each(['.JPG', '.jpeg', '.jpe', '.jfif'])('takes JPEG pictures called %s', async (ending) => {
    const data = new Uint8Array(4 * 8 * 8)
    for (const name of ['a', 'b']) {
      for (let n = 0; n < 5; n++) {
        data.fill(20 * n + (name === 'a' ? 0 : 130))
        put(`${name}/${n}${ending}`, encodeJpeg({ width: 8, height: 8, data }).data)
      }
    }
    const { train, test } = await openDataset(folder, { seed: 1 })
    expect(train.count + test.count).toBe(10)
  })

  it('says what of its pictures cannot be right', async () => {
    const lines: string[] = []
    const note = (line: string) => lines.push(line)
    greys('train/', ['a', 'b'], 3)
    greys('test/', ['a', 'b'], 2)
    await openDataset(join(folder, 'train'), { seed: 1, note })
    expect(lines).toEqual([])
    // Copies in another class, of those to test with too.
    put(
      'train/b/copy.png',
      png(
        3,
        2,
        4,
        [0, 1, 2, 3, 4, 255].flatMap((value) => [value, value, value, 255]),
      ),
    )
    put('test/a/copy.png', png(3, 2, 1, [1, 1, 2, 3, 4, 255]))
    const wide = { width: 3, height: 2, channels: 2, depth: 16 } as const
    const data = Uint16Array.from([9, 8, 7, 6, 5, 4095].flatMap((value) => [value, 65535]))
    put('train/c/wide.png', encodePng({ ...wide, data }))
    await openDataset(folder, { seed: 1, note })
    expect(lines).toContain(
      `${folder}: 2 pictures are in several classes, the same pixels: "a/1.png", "b/copy.png", …; one alone can be right`,
    )
    expect(lines).toContain(`${folder}: "c" has one picture alone: too few to be learned`)
    expect(lines.join('\n')).toContain('values up to 4095 of 65535, as of 12 bits')
  })

  it.each<[string, readonly string[], string]>([
    [
      'one folder around them',
      ['all/cat/', 'all/dog/'],
      'pictures by class in FOLDER/all: --data FOLDER/all',
    ],
    [
      'parts of other names',
      ['seg_test/cat/', 'seg_test/dog/', 'seg_train/cat/', 'seg_train/dog/'],
      'pictures by class in FOLDER/seg_train: --data FOLDER/seg_train',
    ],
    [
      'a folder too many',
      ['cat/all/', 'dog/all/'],
      'pictures in FOLDER/cat/all: put each into the folder of its class, and no deeper',
    ],
    [
      'no folders',
      [''],
      'pictures in no folder of a class: put each into a folder that is named after its class',
    ],
    [
      'no folders of a part',
      ['train/'],
      'FOLDER/train: expected a folder for each of two classes or more, found pictures in no folder of a class',
    ],
  ])('says where pictures lie and what is to be done: %s', async (_, parts, expected) => {
    for (const part of parts) for (let n = 0; n < 3; n++) put(`${part}${n}.png`, png(1, 1, 1, [n]))
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(expected.replaceAll('FOLDER', folder))
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(BadInput)
  })

  it('says what is to be done with pictures of other kinds', async () => {
    for (const name of ['cat', 'dog']) for (let n = 0; n < 3; n++) put(`${name}/${n}.webp`, 'RIFF')
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      'found pictures called .webp: save them as PNG or JPEG',
    )
    for (const ending of ['pgm', 'ppm', 'jp2', 'tga', 'dcm']) {
      for (const name of ['cat', 'dog']) put(`${ending}/${name}/0.${ending}`, 'x')
      await expect(openDataset(join(folder, ending), { seed: 1 })).rejects.toThrow(
        `.${ending}: save them as PNG`,
      )
      rmSync(join(folder, ending), { recursive: true })
    }
    for (const name of ['bird', 'cat']) for (let n = 0; n < 3; n++) put(`${name}/${n}.png`, png(1, 1, 1, [n]))
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      'dog: expected PNG or JPEG pictures of a class, found none, but "0.webp", "1.webp"',
    )
  })

  it.each([
    ['GIF87a,', 'a GIF picture'],
    ['RIFFabcdWEBPVP8 ', 'a WebP picture'],
    ['BM123456', 'a BMP picture'],
    ['\0\0\0\x18ftypheic', 'a HEIC picture'],
    ['<svg xmlns=', 'an SVG picture'],
  ])('names what is called a picture and is another: %j', async (begin, kind) => {
    greys('', ['a', 'b'], 3)
    put('a/9.png', Buffer.from(begin, 'latin1'))
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      `${kind}, whatever it is called: save it as PNG`,
    )
  })

  it('comes in two parts where it has folders for them', async () => {
    greys('Train/', ['cat', 'dog'], 3)
    greys('test/', ['dog'], 2)
    put('train/notes.txt', 'x')
    rmSync(join(folder, 'train'), { recursive: true })
    const { train, test } = await openDataset(folder, { seed: 1 })
    expect([train.count, test.count]).toEqual([6, 2])
    expect([...(test.labels ?? [])]).toEqual([1, 1])
  })

  it('is read in colour where one picture has colours, and in grey by request', async () => {
    put('a/1.png', png(1, 1, 1, [7]))
    put('a/2.png', png(1, 1, 3, [10, 20, 30]))
    put('b/1.png', png(1, 1, 4, [0, 0, 0, 0]))
    put('b/2.jpg', encodeJpeg({ width: 1, height: 1, data: Uint8Array.of(90, 90, 90, 255) }, 100).data)
    const colour = await openDataset(folder, { seed: 1, testFraction: 0.5 })
    expect([colour.train.inputs, colour.train.image, colour.pictures?.channels]).toEqual([3, undefined, 3])
    const all = [...examples(colour), ...examples({ train: colour.test })].sort()
    expect(all).toEqual(['a: 10,20,30', 'a: 7,7,7', 'b: 255,255,255', 'b: 90,90,90'])
    const grey = await openDataset(folder, { seed: 1, testFraction: 0.5, color: false })
    const greyed = [...examples(grey), ...examples({ train: grey.test })].sort()
    // (299 · 10 + 587 · 20 + 114 · 30) / 1000 = 18.15
    expect(greyed).toEqual(['a: 18', 'a: 7', 'b: 255', 'b: 90'])
  })

  it('brings pictures to a size by the mean of the area, and names the first of another size', async () => {
    greys('', ['a', 'b'], 5)
    put('b/z.png', png(2, 2, 1, [0, 100, 200, 44]))
    const refused = openDataset(folder, { seed: 1 })
    const [first, other] = [join(folder, 'a/0.png'), join(folder, 'b/z.png')]
    await expect(refused).rejects.toThrow(
      new BadInput(
        `${other}: expected a picture of 3 × 2 as ${first}, found 2 × 2 (--size 3x2 brings all to one size)`,
      ),
    )
    const { train, test, pictures } = await openDataset(folder, { seed: 1, size: [1, 2], testFraction: 0.4 })
    expect(pictures).toEqual({ width: 1, height: 2, channels: 1 })
    const all = [...examples({ train }), ...examples({ train: test })]
    expect(all).toContain('b: 50,122')
  })

  it('is evaluated and predicted in the form and with the classes of a model', async () => {
    greys('', ['b'], 3)
    put('b/large.png', png(6, 2, 1, [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]))
    const form = { width: 3, height: 2, channels: 1 } as const
    const { count, labels } = await openPictures(folder, form, ['a', 'b', 'c'])
    expect([count, ...(labels ?? [])]).toEqual([4, 1, 1, 1, 1])
    expect([...(await openPicture(join(folder, 'b/large.png'), form))]).toEqual([1, 5, 9, 2, 6, 10])
    await expect(openPictures(folder, form, ['a', 'c'])).rejects.toThrow(
      /b: expected a folder called as one of "a", "c"/,
    )
  })

  it('says in one line what is wrong', async () => {
    greys('', ['a', 'b'], 2)
    put('a/broken.png', 'not a picture')
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      new BadInput(
        `${join(folder, 'a/broken.png')}, offset 0: expected a PNG or JPEG image, found "not a pi"`,
      ),
    )
    rmSync(join(folder, 'a/broken.png'))
    mkdirSync(join(folder, 'empty'))
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      /empty: expected PNG or JPEG pictures .* found none$/,
    )
    rmSync(join(folder, 'empty'), { recursive: true })
    rmSync(join(folder, 'b'), { recursive: true })
    await expect(openDataset(folder, { seed: 1 })).rejects.toThrow(
      /two classes or more, found "a" alone: put each picture into the folder of its class$/,
    )
    await expect(openDataset(folder, { seed: 1, testFraction: 1 })).rejects.toThrow(/the part for testing/)
  })
})
