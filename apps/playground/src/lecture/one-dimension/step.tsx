import oneDimensional from '@source/core/src/lecture/one-dimensional.ts?raw'
import { formatFixed } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { ORDER } from '../../derivation/quantities.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import type { SourceFile } from '../frame/excerpt.js'
import { StepFrame } from '../frame/step-frame.js'
import { frameTexts } from '../frame/texts.js'
import { Chain } from './chain.js'
import { BACKWARD_LINES, FORWARD_LINES, SIGMA, STEP } from './formulas.js'
import './one-dimension.css'
import {
  descend,
  forward,
  given,
  learningRate,
  MOVABLE,
  move,
  putBack,
  rangeOf,
  stepNumber,
} from './settings.js'
import { Derivatives } from './table.js'
import { oneDimensionTexts } from './texts.js'

const SOURCE: SourceFile = {
  path: 'packages/core/src/lecture/one-dimensional.ts',
  text: oneDimensional,
  functions: ['forward', 'backward', 'descend'],
  symbols: {
    ...Object.fromEntries(['x', 'V', 'v', 'p', 'y', 'U', 'u', 'q', 'z', 'l'].map((name) => [name, name])),
    ...Object.fromEntries(['z', 'q', 'y', 'p'].map((name) => [`dε_d${name}`, `d${name}`])),
    ...Object.fromEntries(['u', 'U', 'v', 'V'].map((name) => [`dε_d${name}`, `d${name} grad`])),
    ε: 'eps',
    sigmoid: 'sigma',
    sigmoidDerivative: 'slope',
    learningRate: 'eta',
  },
}

/** Step 6: all of back propagation in plain numbers. */
export function OneDimensionStep() {
  const texts = inLanguage(oneDimensionTexts)
  return (
    <StepFrame
      step="6-one-dimension"
      lede={texts.lede}
      source={SOURCE}
      command="pnpm antigrad explain"
      commandNote={inLanguage(frameTexts).otherNumbers}
      derivation={[2, 3]}
      room="backpropagation"
    >
      <Prose text={texts.forwardText} />
      <Formula label={texts.forwardLabel} tex={FORWARD_LINES} />
      <figure class="picture">
        <Buttons />
        <Chain />
        <Numbers />
      </figure>
      <Prose text={texts.sign} />
      <Prose text={texts.sigmaText} />
      <Formula label={texts.sigmaLabel} tex={SIGMA} />
      <Prose text={texts.backText} />
      <Formula label={texts.backLabel} tex={BACKWARD_LINES} />
      <Prose text={texts.checkText} />
      <Derivatives />
      <Prose text={texts.stepText} />
      <Formula label={texts.stepLabel} tex={STEP} />
      <Descent />
    </StepFrame>
  )
}

/** One step along the derivation, and what it does. */
function Buttons() {
  const texts = inLanguage(oneDimensionTexts)
  const step = stepNumber.value
  const quantity = ORDER[step - 1]
  const go = (to: number) => {
    stepNumber.value = Math.min(ORDER.length, Math.max(0, to))
  }
  return (
    <>
      <div class="actions">
        <button type="button" class="primary" disabled={step === ORDER.length} onClick={() => go(step + 1)}>
          {texts.forward}
        </button>
        <button type="button" class="plain" disabled={step === 0} onClick={() => go(step - 1)}>
          {texts.back}
        </button>
        <button type="button" class="plain" disabled={step === ORDER.length} onClick={() => go(ORDER.length)}>
          {texts.all}
        </button>
        <span class="note">{texts.step(step, ORDER.length)}</span>
      </div>
      <p class="saying" aria-live="polite" data-testid="saying">
        {quantity ? texts.says[quantity] : texts.begin}
      </p>
    </>
  )
}

function Numbers() {
  const texts = inLanguage(oneDimensionTexts)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own.
    <div class="numbers" role="group" aria-label={texts.numbers}>
      {MOVABLE.map((name) => {
        const [least, most] = rangeOf(name)
        return (
          <div key={name} data-symbol={name}>
            <Slider
              label={texts.names[name]}
              value={given.value[name]}
              least={least}
              most={most}
              step={0.01}
              format={(value) => formatFixed(value, 2)}
              onChange={(value) => move(name, value)}
            />
          </div>
        )
      })}
    </div>
  )
}

/** Steps against the gradient, and what comes of the loss. */
function Descent() {
  const texts = inLanguage(oneDimensionTexts)
  return (
    <figure class="picture downhill">
      <p class="reading" data-symbol="eps">
        <strong data-testid="loss" data-loss={forward.value.ε} role="status">
          {formatFixed(forward.value.ε, 5)}
        </strong>
        <span>{texts.lossNow}</span>
      </p>
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={() => {
            stepNumber.value = ORDER.length
            descend()
          }}
        >
          {texts.descend}
        </button>
        <button type="button" class="plain" onClick={putBack}>
          {texts.putBack}
        </button>
      </div>
      <div data-symbol="eta">
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
      </div>
    </figure>
  )
}
