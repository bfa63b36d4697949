import { describe, expect, it } from 'vitest'
import { classNamesNotes, fewBitsNote, onePictureNote, severalClassesNote } from './picture-notes.js'
import type { Labelled } from './pictures.js'

const picture = (file: string, pixels: number[], label: number, largest?: number): Labelled => [
  {
    file: `set/${file}`,
    width: pixels.length,
    height: 1,
    channels: 1,
    pixels: Uint8Array.from(pixels),
    ...(largest !== undefined && { largest }),
  },
  label,
]

describe('severalClassesNote', () => {
  it('says which picture is in two classes', () => {
    const pictures = [
      picture('cat/1.png', [1, 2], 0),
      picture('cat/2.png', [1, 3], 0),
      picture('dog/1.png', [1, 4], 1),
      picture('dog/7.png', [1, 3], 1),
    ]
    expect(severalClassesNote(pictures)).toBe(
      '1 picture is in several classes, the same pixels: "cat/2.png", "dog/7.png"; one alone can be right',
    )
    const more = [...pictures, picture('dog/8.png', [1, 2], 1), picture('elk/8.png', [1, 2], 2)]
    expect(severalClassesNote(more)).toContain('2 pictures are in several classes')
  })

  it('says nothing of copies within a class, of the same bytes in another shape, nor of large ones that differ', () => {
    const large = Array.from({ length: 100 }, () => 7)
    const pictures = [
      picture('cat/1.png', [1, 2], 0),
      picture('cat/2.png', [1, 2], 0),
      picture('cat/3.png', large, 0),
      picture('dog/3.png', [...large.slice(1), 8], 1),
    ]
    const [[first]] = pictures
    const turned: Labelled = [{ ...first, width: 1, height: 2 }, 1]
    expect(severalClassesNote([...pictures, turned])).toBeUndefined()
    expect(severalClassesNote([])).toBeUndefined()
  })
})

describe('onePictureNote', () => {
  it('names classes of one picture, unless all are', () => {
    const of = (labels: number[]) =>
      onePictureNote(
        labels.map((label, n) => picture('x.png', [n], label)),
        ['cat', 'dog', 'elk'],
      )
    expect(of([0, 0, 1, 2, 2])).toBe('"dog" has one picture alone: too few to be learned')
    expect(of([0, 1, 2, 2])).toBe('"cat", "dog" have one picture alone each: too few to be learned')
    expect(of([0, 0, 1, 1, 2, 2])).toBeUndefined()
    expect(of([0, 1, 2])).toBeUndefined()
  })
})

describe('fewBitsNote', () => {
  it.each([
    [100, 'as of 8 bits', 'multiply 256'],
    [1023, 'as of 10 bits', 'multiply 64'],
    [3000, 'as of 12 bits', 'multiply 16'],
    [4095, 'as of 12 bits', 'multiply 16'],
    [4096, 'as of 13 bits', 'multiply 8'],
    [16383, 'as of 14 bits', 'multiply 4'],
  ])('of a largest value of %i', (largest, bits, way) => {
    const pictures = [
      picture('a.png', [1], 0, 12),
      picture('b.png', [1], 0, largest),
      picture('c.png', [9], 0),
    ]
    expect(fewBitsNote(pictures)).toContain(bits)
    expect(fewBitsNote(pictures)).toContain(way)
  })

  it('says nothing of others', () => {
    expect(fewBitsNote([picture('a.png', [1], 0)])).toBeUndefined()
    expect(fewBitsNote([picture('a.png', [1], 0, 9), picture('a.png', [1], 0, 16384)])).toBeUndefined()
  })
})

describe('classNamesNotes', () => {
  it.each([
    [['Images', 'masks'], '"Images" and "masks" are learned as classes'],
    [['Cat', 'cat', 'dog'], '"Cat" and "cat" are taken for different classes'],
    [['cat', 'cat ', 'dog'], '"cat" and "cat " are taken for different classes'],
  ])('of %j', (classes, expected) => {
    expect(classNamesNotes(classes).join()).toContain(expected)
  })

  it.each([
    [['-1', '1']],
    [['1', '01', '10']],
    [['images', 'texts']],
    [['labels', 'none']],
    [['class 1', 'class 10']],
  ])('says nothing of %j', (classes) => {
    expect(classNamesNotes(classes)).toEqual([])
  })
})
