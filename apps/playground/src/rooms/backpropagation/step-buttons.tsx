import { ORDER } from '../../derivation/quantities.js'
import { QuantityScore } from '../../derivation/quantity-score.js'
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
      <QuantityScore current={ORDER[step - 1]} known={step} onChoose={(one) => go(ORDER.indexOf(one) + 1)} />
    </>
  )
}
