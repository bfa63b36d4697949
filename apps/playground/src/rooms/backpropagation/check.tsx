import { formatFixed, formatNumber } from '../../controls/format.js'
import { differenceOf, ORDER, type Quantities } from '../../derivation/quantities.js'
import { inLanguage } from '../../state/language.js'
import { nameOf } from './names.js'
import { elementOf, situation, stepNumber } from './settings.js'
import { backpropagationTexts } from './texts.js'

const PARAMETERS = [
  ['V', 'dV'],
  ['v', 'dv'],
  ['U', 'dU'],
  ['u', 'du'],
] as const

/** The whole gradient beside what finite differences make of it. */
export function Check({ now }: { now: Quantities }) {
  const texts = inLanguage(backpropagationTexts)
  const whole = stepNumber.value === ORDER.length
  const rows = whole
    ? PARAMETERS.flatMap(([of, d]) =>
        Array.from(now[d], (analytic, index) => ({
          name: nameOf(of, index),
          value: elementOf(of, index),
          analytic,
          numeric: differenceOf(situation.value, of, index),
        })),
      )
    : []
  return (
    <figure class="check">
      <h2>{texts.checked}</h2>
      {whole ? (
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.parameter}</th>
              <th scope="col">{texts.value}</th>
              <th scope="col">{texts.analytic}</th>
              <th scope="col">{texts.numeric}</th>
              <th scope="col">{texts.difference}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, value, analytic, numeric }) => (
              <tr key={name} data-analytic={analytic} data-numeric={numeric}>
                <th scope="row">{name}</th>
                <td>{formatFixed(value, 2)}</td>
                <td>{formatFixed(analytic, 8)}</td>
                <td>{formatFixed(numeric, 8)}</td>
                <td>{formatNumber(Math.abs(analytic - numeric), 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p class="note">{texts.notYet}</p>
      )}
      {whole && <figcaption>{texts.checkedNote}</figcaption>}
    </figure>
  )
}
