import { type LabelClasses, labelClasses } from '../label-classes.js'
import { refuse } from '../refuse.js'
import { MOST_NUMBERED_CLASSES, ROWS_OF_A_CLASS } from '../tables/table-form.js'
import type { NpyArray } from './npy.js'

/** Examples that each class has on average where labels are classes: of floats as in a table, and of whole numbers. */
const EXAMPLES_OF_A_CLASS = { floats: ROWS_OF_A_CLASS, whole: 2 }

/** @throws BadInput, with the way on, for a label that is not whole, or many of which too few come again: amounts */
function checkClasses({ file, values, floats }: NpyArray): void {
  const amounts = 'numbers to learn are read from a matrix, .npy with --label'
  const broken = values.findIndex((value) => !Number.isInteger(value))
  if (broken >= 0) {
    throw refuse(file, `value ${broken}`, 'a label that is a whole number', `${values[broken]} (${amounts})`)
  }
  const different = new Set(values).size
  const fewest = different * EXAMPLES_OF_A_CLASS[floats ? 'floats' : 'whole']
  if (different <= MOST_NUMBERED_CLASSES || fewest <= values.length) return
  const cast = floats ? '; classes as y.astype(int), where each comes again' : ''
  throw refuse(
    file,
    'value 0',
    'labels of classes, each of which comes again',
    `${different} different numbers for ${values.length} examples (${amounts}${cast})`,
  )
}

/**
 * The class of each example.
 * @param of the file of the examples
 * @param known the classes of another part
 * @throws BadInput for what are no labels of classes
 */
export function labelsOf(
  y: NpyArray,
  count: number,
  of: string,
  known: readonly string[] | undefined,
): LabelClasses {
  const { file, shape, values } = y
  if (shape.slice(1).some((size) => size !== 1)) {
    const found = `${shape.join(' × ')} (of one column for each class: save y.argmax(axis=1))`
    throw refuse(file, 'offset 10', 'one label for each example', found)
  }
  if (shape.length === 0 || shape[0] !== count) {
    throw refuse(
      file,
      'offset 10',
      `${count} labels, one for each example of ${of}`,
      shape.join(' × ') || 'one',
    )
  }
  if (!known) checkClasses(y)
  return labelClasses({ file, values, placeOf: (index) => `value ${index}` }, known)
}
