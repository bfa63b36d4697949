import heads from '@source/core/src/reference/heads.ts?raw'
import { formatFixed } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { operationTexts } from '../../derivation/operation-texts.js'
import { ORDER } from '../../derivation/quantities.js'
import { QuantityScore } from '../../derivation/quantity-score.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import type { SourceFile } from '../frame/excerpt.js'
import { Source } from '../frame/source.js'
import { TEXTBOOK_NETWORK } from '../frame/sources.js'
import { StepFrame } from '../frame/step-frame.js'
import { frameTexts } from '../frame/texts.js'
import './derivation.css'
import { symbolsIn } from './equations.js'
import { BACKWARD_LINES, ELEMENTS, FORWARD_LINES, SOFTMAX, SOFTMAX_PROOF } from './formulas.js'
import { Matrices } from './matrices.js'
import { cell, heads as ends, preactivation, quantity, seed, stepNumber } from './model.js'
import { derivationTexts } from './texts.js'

const SOURCE: SourceFile = { ...TEXTBOOK_NETWORK, functions: ['forward', 'backward'] }

const SOFTMAX_SOURCE: SourceFile = {
  path: 'packages/core/src/reference/heads.ts',
  text: heads,
  functions: ['function squared', 'function softmaxCrossEntropy'],
  symbols: {
    q: 'q',
    label: 'l',
    delta: 'dq',
    loss: 'eps',
    softmax: 'z',
    sigmoidDerivative: 'slope',
    sigmoid: 'sigma',
    hadamard: 'hadamard',
  },
}

/** Step 7: columns and matrices, then softmax. */
export function DerivationStep() {
  const texts = inLanguage(derivationTexts)
  const operations = inLanguage(operationTexts)
  return (
    <StepFrame
      step="7-derivation"
      lede={texts.lede}
      source={SOURCE}
      command="pnpm antigrad explain --network 2-3-2"
      commandNote={inLanguage(frameTexts).otherNumbers}
      derivation={[4, 5, 10]}
      room="backpropagation"
    >
      <Prose text={texts.forwardText} />
      <Formula label={texts.forwardLabel} tex={FORWARD_LINES} />
      <Prose text={texts.readText} />
      <figure class="picture">
        <Lines />
        <p class="saying" aria-live="polite" data-testid="saying">
          {operations[quantity.value]}
        </p>
        <Matrices />
        <Formula label={texts.elementLabel} tex={ELEMENTS[quantity.value]} />
        <figcaption>{texts.hint}</figcaption>
      </figure>
      <Prose text={texts.threeText} />
      <Prose text={texts.backText} />
      <Formula label={texts.backLabel} tex={BACKWARD_LINES} />
      <h2>{texts.softmaxTitle}</h2>
      <Prose text={texts.softmaxText} />
      <Formula label={texts.softmaxLabel} tex={SOFTMAX} />
      <Prose text={texts.proofText} />
      <Formula label={texts.proofLabel} tex={SOFTMAX_PROOF} />
      <Prose text={texts.compareText} />
      <Ends />
      <Source file={SOFTMAX_SOURCE} />
      <Prose text={texts.end} />
    </StepFrame>
  )
}

/** From line to line of the derivation. */
function Lines() {
  const texts = inLanguage(derivationTexts)
  const step = stepNumber.value
  const go = (to: number) => {
    stepNumber.value = Math.min(ORDER.length, Math.max(1, to))
    cell.value = 0
  }
  return (
    <>
      <div class="actions">
        <button
          type="button"
          class="primary"
          // From the last line it goes back to the first.
          onClick={() => go(step === ORDER.length ? 1 : step + 1)}
        >
          {texts.forward}
        </button>
        <button type="button" class="plain" disabled={step === 1} onClick={() => go(step - 1)}>
          {texts.back}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => {
            seed.value = (seed.value % 99) + 1
          }}
        >
          {texts.other}
        </button>
        <span class="note">{texts.step(step, ORDER.length)}</span>
      </div>
      <div class="lines">
        <QuantityScore
          current={quantity.value}
          known={ORDER.length}
          symbolsOf={symbolsIn}
          onChoose={(one) => go(ORDER.indexOf(one) + 1)}
        />
      </div>
    </>
  )
}

/** Two ways to end a network, on a mistake that one makes as large as one likes. */
function Ends() {
  const texts = inLanguage(derivationTexts)
  const { softmax, squared } = ends.value
  return (
    <figure class="picture">
      <div data-symbol="q">
        <Slider
          label={texts.compare}
          value={preactivation.value}
          least={-8}
          most={8}
          step={0.1}
          format={(value) => formatFixed(value, 1)}
          onChange={(value) => {
            preactivation.value = value
          }}
        />
      </div>
      <table class="figures">
        <caption class="unseen">{texts.sure}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.headColumn}</th>
            <th scope="col">{texts.output}</th>
            <th scope="col">{texts.loss}</th>
            <th scope="col">{texts.delta}</th>
          </tr>
        </thead>
        <tbody>
          {[['squared', squared] as const, ['softmax', softmax] as const].map(([name, head]) => (
            <tr key={name} data-head={name} data-delta={head.delta[0]}>
              <th scope="row">{texts.heads[name]}</th>
              <td data-symbol="z">{formatFixed(head.outputs[0], 4)}</td>
              <td data-symbol="eps">{formatFixed(head.loss, 4)}</td>
              <td data-symbol="dq">
                {formatFixed(head.delta[0], 4)}
                <span class="reach" aria-hidden="true">
                  <span style={{ width: `${100 * Math.min(1, Math.abs(head.delta[0]))}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>{texts.sure}</figcaption>
    </figure>
  )
}
