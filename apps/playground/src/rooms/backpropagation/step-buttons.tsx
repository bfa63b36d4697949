import { BACKWARD, FORWARD, ORDER } from '../../derivation/quantities.js'
import { inLanguage } from '../../state/language.js'
import { stepNumber } from './settings.js'
import { backpropagationTexts } from './texts.js'

/** One step forward or back along the derivation, or straight to any of them. */
export function StepButtons() {
  const texts = inLanguage(backpropagationTexts)
  const step = stepNumber.value
  const last = ORDER.length
  const go = (to: number) => {
    stepNumber.value = Math.min(last, Math.max(0, to))
  }
  return (
    <>
      <div class="actions stepping">
        <button type="button" class="primary" disabled={step === last} onClick={() => go(step + 1)}>
          {texts.forward}
        </button>
        <span class="note">{texts.step(step, last)}</span>
        <button type="button" class="plain" disabled={step === 0} onClick={() => go(step - 1)}>
          {texts.back}
        </button>
        <button type="button" class="plain" disabled={step === last} onClick={() => go(last)}>
          {texts.all}
        </button>
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
    </>
  )
}
