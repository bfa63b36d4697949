import { inLanguage } from '../../state/language.js'
import { nameOf } from './names.js'
import { looked } from './selection.js'
import { SIZES, shape } from './settings.js'
import { type Neighbours, whoseTexts } from './whose-texts.js'

/** A sentence about what is pointed at or was taken in hand last: what it joins, and where it stands in its matrix. */
export function Whose() {
  const texts = inLanguage(whoseTexts)
  const { of, index } = looked.value
  const [inputs, hidden] = SIZES[shape.value]
  const columns = of === 'V' ? inputs : of === 'U' ? hidden : 1
  const [row, column] = [Math.floor(index / columns), index % columns]
  const neighbours: Neighbours = {
    name: nameOf(of, index),
    row: row + 1,
    column: column + 1,
    alone: shape.value === '1-1-1',
    named: nameOf,
  }
  return (
    <p class="note whose" data-testid="whose">
      {texts[of](neighbours)}
    </p>
  )
}
