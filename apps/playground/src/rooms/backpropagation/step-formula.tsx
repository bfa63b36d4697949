import { formatNumber } from '../../controls/format.js'
import { operationTexts } from '../../derivation/operation-texts.js'
import { differenceOf, ORDER, type Quantities } from '../../derivation/quantities.js'
import { Formula } from '../../formulas/formula.js'
import { inLanguage } from '../../state/language.js'
import { inNumbers } from './in-numbers.js'
import { variableOf } from './names.js'
import { shape, situation, stepNumber } from './settings.js'
import { FORMULAS } from './steps.js'
import { backpropagationTexts } from './texts.js'

/** The step just taken: what it does, its formula, the same with numbers, and its finite differences. */
export function StepFormula({ now }: { now: Quantities }) {
  const texts = inLanguage(backpropagationTexts)
  const quantity = ORDER[stepNumber.value - 1]
  const variable = quantity && variableOf(quantity)
  const operations = inLanguage(operationTexts)
  return (
    <section class="step" aria-label={texts.theStep} aria-live="polite">
      <p>{quantity ? texts.says[quantity] : texts.begin}</p>
      {quantity && (
        <Formula
          label={texts.says[quantity]}
          tex={`\\begin{aligned} ${FORMULAS[quantity][shape.value === '1-1-1' ? 'one' : 'full'].replace('=', '&=')} \\\\[4pt] &${inNumbers(quantity, situation.value, now)} \\end{aligned}`}
        />
      )}
      {quantity && shape.value !== '1-1-1' && (
        <p class="operation" data-testid="operation">
          {operations[quantity]}
        </p>
      )}
      {quantity && variable && (
        <p class="note">
          {texts.numeric}:{' '}
          {Array.from(now[quantity], (_, index) =>
            formatNumber(differenceOf(situation.value, variable, index), 5),
          ).join('; ')}
        </p>
      )}
    </section>
  )
}
