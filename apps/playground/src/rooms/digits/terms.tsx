import { formatFixed, formatSigned } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { contributionsOf, strongest } from './contributions.js'
import { activations, chooseUnit, explained, outputs, unit, weightSheet } from './reading.js'
import { network } from './session.js'
import { SignedBar } from './signed-bar.js'
import { digitsTexts } from './texts.js'
import { Thumbnail } from './thumbnail.js'

/** Units that are shown one by one. */
const SHOWN = 8

/** What speaks for an output and what against it: the sum that its activation is taken of. */
export function Terms() {
  const texts = inLanguage(digitsTexts)
  const { architecture, parameters } = network.value
  const { layers } = architecture
  const digit = explained.value
  const last = activations.value[layers.length - 2]
  const found = last && contributionsOf(architecture, parameters, last, digit)
  if (!found) return null
  const { terms, bias, sum } = found
  const units = strongest(terms, SHOWN)
  const largest = Math.max(...units.map((number) => Math.abs(terms[number])))
  const others = units.reduce((rest, number) => rest - terms[number], sum - bias)
  // Only of the first layer there is a picture.
  const pictured = layers.length === 2
  return (
    <figure class="terms">
      <h2>{texts.terms(String(digit))}</h2>
      <ol>
        {units.map((number) => (
          <li key={number}>
            <button
              type="button"
              disabled={!pictured}
              aria-pressed={pictured && number === unit.value}
              onClick={() => chooseUnit(number)}
            >
              {pictured && <Thumbnail picture={weightSheet.value} number={number} />}
              <span class="term-name">{texts.unitName(String(number + 1))}</span>
              <SignedBar value={terms[number]} largest={largest} />
              <b>{formatSigned(terms[number])}</b>
            </button>
          </li>
        ))}
      </ol>
      <dl class="facts">
        {terms.length > units.length && (
          <>
            <dt>{texts.others(terms.length - units.length)}</dt>
            <dd>{formatSigned(others)}</dd>
          </>
        )}
        <dt>{texts.bias}</dt>
        <dd>{formatSigned(bias)}</dd>
        <dt>{texts.sum}</dt>
        <dd data-testid="sum" data-sum={sum}>
          {formatSigned(sum)}
        </dd>
        <dt>{texts.output}</dt>
        <dd>{formatFixed(outputs.value[digit], 2)}</dd>
      </dl>
      <figcaption>{texts.termsNote}</figcaption>
    </figure>
  )
}
