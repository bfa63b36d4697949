import descentPath from '@source/core/src/lecture/descent/path.ts?raw'
import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatFixed, formatNumber } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import type { SourceFile } from '../frame/excerpt.js'
import { StepFrame } from '../frame/step-frame.js'
import {
  chooseRate,
  chooseSurface,
  effect,
  landscape,
  path,
  putBack,
  putBall,
  rate,
  rest,
  run,
  running,
  SURFACES,
  start,
  stepOnce,
  surface,
} from './model.js'
import { Slope } from './slope.js'
import { descentStepTexts, GRADIENT, STEP } from './texts.js'

const SOURCE: SourceFile = {
  path: 'packages/core/src/lecture/descent/path.ts',
  text: descentPath,
  functions: ['descendOn'],
  symbols: {
    learningRate: 'eta',
    slope: 'grad',
    gradient: 'grad',
    point: 'm',
    points: 'm',
    start: 'm',
    coordinate: 'm',
    value: 'eps',
    values: 'eps',
  },
}

const LEAST_RATE = 0.002
const MOST_RATE = 2

/** Step 3: how to go down. */
export function DescentStep() {
  const texts = inLanguage(descentStepTexts)
  useEffect(() => rest, [])
  return (
    <StepFrame
      step="3-descent"
      lede={texts.lede}
      source={SOURCE}
      command={`pnpm antigrad descend --function ${surface.value} --lr ${rate.value} --start ${start.value.join(',')}`}
      commandNote={texts.otherLetters}
      derivation={[1, 6]}
      room="descent"
    >
      <Prose text={texts.parameters} />
      <figure class="picture">
        <div class="actions">
          <button type="button" class="primary" onClick={stepOnce}>
            {texts.step}
          </button>
          <button type="button" class="plain" onClick={() => (running.value ? rest() : run())}>
            {running.value ? texts.pause : texts.run}
          </button>
          <button type="button" class="plain" onClick={putBack}>
            {texts.back}
          </button>
        </div>
        <p class="fact" role="status" data-testid="effect" data-effect={effect.value}>
          <strong>{texts.effects[effect.value ?? 'none']}</strong>
          <span class="note" data-testid="height" data-height={path.value.values.at(-1)}>
            {texts.state(path.value.points.length - 1, formatNumber(path.value.values.at(-1) ?? Number.NaN))}
          </span>
        </p>
        <Slope />
        <figcaption>{texts.hint}</figcaption>
        <div class="numbers">
          <div data-symbol="eta">
            <Slider
              label={texts.rate}
              value={rate.value}
              least={LEAST_RATE}
              most={MOST_RATE}
              logarithmic
              onChange={chooseRate}
            />
          </div>
          {start.value.map((coordinate, d) => {
            const { low, high } = landscape.value.window[d]
            return (
              <div key={d} data-symbol="m">
                <Slider
                  label={texts.place(start.value.length === 1 ? 'm' : `m${'₁₂'[d]}`)}
                  value={coordinate}
                  least={low}
                  most={high}
                  step={0.05}
                  format={(value) => formatFixed(value, 2)}
                  onChange={(value) => putBall(start.value.with(d, value))}
                />
              </div>
            )
          })}
        </div>
        <Choice
          label={texts.surface}
          words={SURFACES}
          value={surface.value}
          name={(name) => texts.names[name]}
          onChange={chooseSurface}
        />
      </figure>
      <Prose text={texts.gradientText} />
      <Formula label={texts.gradientLabel} tex={GRADIENT} />
      <Prose text={texts.stepText} />
      <Formula label={texts.stepLabel} tex={STEP} />
      <Prose text={texts.rateText} />
      <Prose text={texts.limit} />
    </StepFrame>
  )
}
