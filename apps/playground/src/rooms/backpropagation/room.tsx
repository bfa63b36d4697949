import { useComputed } from '@preact/signals'
import { Choice } from '../../controls/choice.js'
import { formatFixed } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import { AlongCurve } from './along-curve.js'
import './backpropagation.css'
import { ORDER, type Quantities, quantitiesOf } from '../../derivation/quantities.js'
import { Check } from './check.js'
import { Graph } from './graph.js'
import { elementOf, learningRate, put, putBack, SHAPES, shape, situation, stepNumber } from './settings.js'
import { StepButtons } from './step-buttons.js'
import { StepFormula } from './step-formula.js'
import { backpropagationTexts } from './texts.js'
import { Whose } from './whose.js'

/** Room 4: one example forward and its gradient back, number by number. */
export function BackpropagationRoom() {
  const texts = inLanguage(backpropagationTexts)
  const now = useComputed(() => quantitiesOf(situation.value)).value
  const step = stepNumber.value
  return (
    <div class="backpropagation">
      <RoomFrame
        title={texts.title}
        lede={texts.lede}
        controls={texts.controls}
        lead={
          <>
            <p class="reading">
              <strong data-testid="loss" data-loss={now.ε[0]}>
                {formatFixed(now.ε[0], 4)}
              </strong>
              <span>
                {texts.lossNow} <var>ε</var>
              </span>
            </p>
            <Choice
              label={texts.network}
              words={SHAPES}
              value={shape.value}
              name={(word) => texts.shape[word]}
              onChange={(word) => {
                shape.value = word
              }}
            />
            <StepButtons />
          </>
        }
        side={
          <>
            <AlongCurve />
            <div>
              <Slider
                label={texts.rate}
                value={learningRate.value}
                least={0.1}
                most={20}
                logarithmic
                onChange={(value) => {
                  learningRate.value = value
                }}
              />
              <div class="actions">
                <button
                  type="button"
                  class="plain"
                  disabled={step < ORDER.length}
                  onClick={() => descend(now)}
                >
                  {texts.descend}
                </button>
                <button type="button" class="plain" onClick={putBack}>
                  {texts.putBack}
                </button>
              </div>
            </div>
          </>
        }
      >
        <figure>
          <Graph now={now} />
          <Whose />
          <figcaption>{texts.hint}</figcaption>
        </figure>
        <StepFormula now={now} />
        <Check now={now} />
      </RoomFrame>
    </div>
  )
}

/** One step against the gradient: m ← m − η ∂ε/∂m. */
function descend(now: Quantities): void {
  const η = learningRate.value
  const parameters = [
    ['V', now.dV],
    ['v', now.dv],
    ['U', now.dU],
    ['u', now.du],
  ] as const
  put(
    parameters.flatMap(([of, derivatives]) =>
      Array.from(
        derivatives,
        (derivative, index) => [of, index, elementOf(of, index) - η * derivative] as const,
      ),
    ),
  )
}
