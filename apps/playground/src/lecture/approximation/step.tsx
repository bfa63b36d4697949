import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatNumber } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { Slider } from '../../controls/slider.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import { TEXTBOOK_NETWORK } from '../frame/sources.js'
import { StepFrame } from '../frame/step-frame.js'
import {
  count,
  error,
  MOST_UNITS,
  pace,
  setter,
  startOver,
  steps,
  TARGETS,
  targetName,
  units,
} from './model.js'
import { Plot, parameters } from './plot.js'
import { approximationTexts, LOSS, NETWORK } from './texts.js'

const SOURCE = { ...TEXTBOOK_NETWORK, functions: ['forward', 'outputOf', 'loss'] }

/** Step 1: a network finds a function from points of it. */
export function ApproximationStep() {
  const texts = inLanguage(approximationTexts)
  useEffect(() => setter.rest, [])
  return (
    <StepFrame
      step="1-approximation"
      lede={texts.lede}
      source={SOURCE}
      command={`pnpm antigrad approximate --target ${targetName.value} --hidden ${units.value} --samples ${count.value}`}
      commandNote={texts.longer}
      derivation={[1]}
      room="functions"
    >
      <Prose text={texts.known} />
      <figure class="picture">
        <PaceControl setter={setter} pace={pace}>
          <button type="button" class="plain" onClick={startOver}>
            {texts.again}
          </button>
        </PaceControl>
        <p class="fact">
          <strong>{formatNumber(error.value)}</strong> {texts.error}{' '}
          <span class="note" data-testid="steps" data-steps={steps.value}>
            {texts.state(steps.value, parameters())}
          </span>
        </p>
        <Plot />
        <figcaption class="keys">
          <span class="key dots">{texts.keys.points}</span>
          <span class="key dashes">{texts.keys.sought}</span>
          <span class="key">{texts.keys.network}</span>
        </figcaption>
        <Choice
          label={texts.function}
          words={TARGETS}
          value={targetName.value}
          name={(name) => texts.targets[name]}
          onChange={(name) => {
            targetName.value = name
          }}
        />
        <div class="numbers">
          <Slider
            label={texts.hidden}
            value={units.value}
            least={1}
            most={MOST_UNITS}
            onChange={(value) => {
              units.value = value
            }}
          />
          <Slider
            label={texts.points}
            value={count.value}
            least={4}
            most={60}
            onChange={(value) => {
              count.value = value
            }}
          />
        </div>
      </figure>
      <Prose text={texts.network} />
      <Formula label={texts.networkLabel} tex={NETWORK} />
      <Prose text={texts.units} />
      <Prose text={texts.loss} />
      <Formula label={texts.lossLabel} tex={LOSS} />
      <Prose text={texts.watch} />
    </StepFrame>
  )
}
