import { describe, expect, it } from 'vitest'
import { classesNote, labelClasses, withClasses } from './label-classes.js'

const labelsOf = (values: readonly number[]) => ({
  file: 'labels',
  values,
  placeOf: (index: number) => `value ${index}`,
})

describe('the classes of labels by number', () => {
  it.each([
    ['from 0', [0, 2, 1, 2], ['0', '1', '2'], [0, 2, 1, 2], undefined],
    [
      'from 1, as those of letters',
      [3, 1, 2],
      ['1', '2', '3'],
      [2, 0, 1],
      'its labels are 1 to 3: 3 classes',
    ],
    ['−1 and 1', [1, -1, 1], ['-1', '1'], [1, 0, 1], 'its labels are "-1", "1": 2 classes'],
    ['of which some are left out', [7, 3, 9], ['3', '7', '9'], [1, 0, 2], 'its labels are "3", "7", "9"'],
  ])('are those that come: %s', (_, values, classes, labels, note) => {
    const found = labelClasses(labelsOf(values))
    expect(found.classes).toEqual(classes)
    expect([...found.labels]).toEqual(labels)
    const line = classesNote('set', classes)
    if (note === undefined) expect(line).toBeUndefined()
    else expect(line).toContain(note)
  })

  it.each([
    [[0, 0.5], undefined, 'labels, value 1: expected a label that is a whole number, found 0.5'],
    [[0, Number.NaN], undefined, 'found NaN'],
    [[4, 4], undefined, 'labels, value 0: expected two classes or more, found 4 alone'],
    [[1, 4], ['1', '2'], 'labels, value 1: expected a class of training, "1", "2", found 4'],
  ])('are refused: %j', (values, known, message) => {
    expect(() => labelClasses(labelsOf(values), known)).toThrow(message)
  })
})

describe('a dataset with the classes of a model', () => {
  const dataset = {
    name: 'some digits',
    count: 3,
    inputs: 1,
    outputs: 2,
    features: Float32Array.of(1, 2, 3),
    labels: Uint32Array.of(0, 1, 1),
    classes: ['3', '7'],
  }

  it('finds each class by what it is called', () => {
    const { labels, outputs, classes } = withClasses(dataset, ['0', '7', '3'])
    expect([...(labels ?? [])]).toEqual([2, 1, 1])
    expect([outputs, classes]).toEqual([3, ['0', '7', '3']])
    expect(withClasses(dataset, ['3', '7'])).toBe(dataset)
  })

  it('refuses one that the model lacks', () => {
    expect(() => withClasses(dataset, ['0', '3'])).toThrow(
      'some digits: expected classes "0", "3", found "7", which the model lacks',
    )
  })
})
