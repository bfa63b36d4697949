import { formatNumber } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { failureTexts } from './failure-texts.js'
import { CLASSES } from './own-points.js'
import { shownPoints } from './points.js'
import { history, snapshot } from './session.js'
import { hidden, learningRate, rule } from './settings.js'

/** Epochs after which a network that learns at all has begun to. */
const PATIENCE = 50

/** By how much accuracy must exceed the share of the most frequent kind. */
const GAIN = 0.1

/** From these rates on steps may be too large: of rules that follow the gradient, and of those that scale it. */
const LARGE = { gradient: 1, scaled: 0.1 }

/** That a network has learned nothing, and what to try. */
export function Failure() {
  const texts = inLanguage(failureTexts)
  const now = snapshot.value
  const { train } = shownPoints.value
  if (!now || now.steps < PATIENCE * now.stepsPerEpoch) return null
  const counts = Array.from(
    { length: CLASSES },
    (_, kind) => train.filter(({ label }) => label === kind).length,
  )
  const most = Math.max(...counts) / train.length
  // Points of one kind are all told rightly by who names it always.
  if (most === 1) return null
  // The mean of the later half: said and unsaid from epoch to epoch, this would make the page jump.
  const late = history.value.slice(Math.floor(history.value.length / 2))
  if (late.length === 0) return null
  const accuracy = late.reduce((sum, moment) => sum + moment.train.accuracy, 0) / late.length
  if (accuracy >= most + Math.min(GAIN, (1 - most) / 2)) return null
  const rate = learningRate.value
  const scaled = ['rmsprop', 'adam', 'adamw'].includes(rule.value)
  return (
    <div class="failure" role="alert">
      <p>{texts.guessing}</p>
      <p>
        {hidden.value.length === 0
          ? texts.addLayer
          : rate >= (scaled ? LARGE.scaled : LARGE.gradient)
            ? texts.lowerRate(formatNumber(rate))
            : texts.other}
      </p>
    </div>
  )
}
