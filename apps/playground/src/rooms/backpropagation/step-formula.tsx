import { formatNumber } from '../../controls/format.js'
import { Formula } from '../../formulas/formula.js'
import { inLanguage } from '../../state/language.js'
import { inNumbers } from './in-numbers.js'
import { variableOf } from './names.js'
import { BACKWARD, differenceOf, FORWARD, ORDER, type Quantities } from './quantities.js'
import { shape, situation, stepNumber } from './settings.js'
import { FORMULAS } from './steps.js'
import { backpropagationTexts } from './texts.js'

/** The step just taken: what it does, its formula, the same with numbers, and the way to the next. */
export function StepFormula({ now }: { now: Quantities }) {
  const texts = inLanguage(backpropagationTexts)
  const step = stepNumber.value
  const quantity = ORDER[step - 1]
  const variable = quantity && variableOf(quantity)
  const go = (to: number) => {
    stepNumber.value = Math.min(ORDER.length, Math.max(0, to))
  }
  return (
    <section class="step" aria-label={texts.theStep}>
      <div class="actions">
        <button type="button" class="plain" disabled={step === 0} onClick={() => go(step - 1)}>
          {texts.back}
        </button>
        <button type="button" class="primary" disabled={step === ORDER.length} onClick={() => go(step + 1)}>
          {texts.forward}
        </button>
        <button type="button" class="plain" disabled={step === ORDER.length} onClick={() => go(ORDER.length)}>
          {texts.all}
        </button>
        <span class="note">{texts.step(step, ORDER.length)}</span>
      </div>
      <div class="score">
        {[FORWARD, BACKWARD].map((way, k) => (
          <ol key={way[0]} class={k === 0 ? undefined : 'back'}>
            {way.map((one) => {
              const at = ORDER.indexOf(one) + 1
              return (
                <li key={one}>
                  <button
                    type="button"
                    class={at <= step ? 'done' : undefined}
                    aria-current={at === step ? 'step' : undefined}
                    onClick={() => go(at)}
                  >
                    {one.replace('d', '∂')}
                  </button>
                </li>
              )
            })}
          </ol>
        ))}
      </div>
      <div class="step-text" aria-live="polite">
        <p>{quantity ? texts.says[quantity] : texts.begin}</p>
        {quantity && (
          <Formula
            label={texts.says[quantity]}
            tex={`\\begin{aligned} ${FORMULAS[quantity][shape.value === '1-1-1' ? 'one' : 'full'].replace('=', '&=')} \\\\[4pt] &${inNumbers(quantity, situation.value, now)} \\end{aligned}`}
          />
        )}
        {quantity && variable && (
          <p class="note">
            {texts.numeric}:{' '}
            {Array.from(now[quantity], (_, index) =>
              formatNumber(differenceOf(situation.value, variable, index), 5),
            ).join('; ')}
          </p>
        )}
      </div>
    </section>
  )
}
