import type { Ailment } from '@antigrad/core/internal'
import { formatNumber } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { failureTexts } from './failure-texts.js'
import { history, ran } from './session.js'
import { learningRate } from './settings.js'

/** Correct answers below this part are no better than guessing: of ten digits a tenth would be right. */
const GUESSING = 0.15

/** A rate at which networks of this kind learn. */
const USUAL_RATE = 3

/** That a run has learned nothing, why, and what to try. */
export function Failure() {
  const texts = inLanguage(failureTexts)
  const last = history.value.at(-1)
  const settings = ran.value
  if (!last || !settings) return null
  const guessing = last.testAccuracy < GUESSING
  if (!guessing && last.ailments.length === 0) return null
  const rate = settings.learningRate
  const said = (ailment: Ailment) => {
    switch (ailment.kind) {
      case 'same-outputs':
        return texts.sameOutputs
      case 'standstill':
        return texts.standstill
      case 'same-units':
        return texts.sameUnits(Math.round(100 * ailment.part))
    }
  }
  const tooLarge = rate > USUAL_RATE
  return (
    <div class="failure" role="alert">
      {guessing && <p>{texts.guessing}</p>}
      {last.ailments.map((ailment) => (
        <p key={ailment.kind}>{said(ailment)}</p>
      ))}
      <p>
        {tooLarge
          ? texts.lowerRate(formatNumber(rate))
          : settings.hidden.some((units) => units < 8)
            ? texts.moreUnits
            : texts.otherRate}
      </p>
      {rate !== USUAL_RATE && (
        <button
          type="button"
          class="plain"
          onClick={() => {
            learningRate.value = USUAL_RATE
          }}
        >
          {texts.setRate(formatNumber(USUAL_RATE))}
        </button>
      )}
    </div>
  )
}
