import textbookDescent from '@source/core/src/lecture/textbook/descent.ts?raw'
import updateRules from '@source/core/src/reference/update-rules.ts?raw'
import { Fragment } from 'preact'
import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatFixed } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { Slider } from '../../controls/slider.js'
import { TroubleNote } from '../../controls/trouble-note.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import type { SourceFile } from '../frame/excerpt.js'
import { Source } from '../frame/source.js'
import { StepFrame } from '../frame/step-frame.js'
import { Curves } from './curves.js'
import {
  BATCHES,
  batchSize,
  current,
  earlier,
  forget,
  learningRate,
  MOMENTA,
  momentum,
  pace,
  session,
  startOver,
} from './session.js'
import { MOMENTUM, STEP, trainingTexts } from './texts.js'

const SOURCE: SourceFile = {
  path: 'packages/core/src/lecture/textbook/descent.ts',
  text: textbookDescent,
  functions: ['minibatchGradient', 'step', 'train'],
  symbols: {
    learningRate: 'eta',
    size: 'size',
    minibatch: 'B',
    forward: 'sigma',
    backward: 'eps',
    gradient: 'g',
    minibatchGradient: 'g',
    dε_dθ: 'g',
    θ: 'theta',
  },
}

const MOMENTUM_SOURCE: SourceFile = {
  path: 'packages/core/src/reference/update-rules.ts',
  text: updateRules,
  functions: ['momentum'],
  symbols: { b: 'b', first: 'b', μ: 'mu', g: 'g', rate: 'eta', parameters: 'theta' },
}

/** The letters that are too many numbers to draw. */
const UNDRAWN = ['sigma', 'theta', 'g', 'b'] as const

/** Step 5: epoch by epoch. */
export function TrainingStep() {
  const texts = inLanguage(trainingTexts)
  const { now, setter, trouble, curve } = session
  useEffect(() => {
    session.open()
    return setter.rest
  }, [])
  const run = current.value
  const update = run.momentum === 0 ? '' : ` --optimizer momentum --momentum ${run.momentum}`
  const changed =
    run.batchSize !== Number(batchSize.value) ||
    run.learningRate !== learningRate.value ||
    run.momentum !== Number(momentum.value)
  return (
    <StepFrame
      step="5-training"
      lede={texts.lede}
      source={SOURCE}
      command={`pnpm antigrad train --recipe lecture --hidden 30 --batch-size ${run.batchSize} --lr ${run.learningRate}${update} --epochs ${Math.max(1, curve.value.length - 1)}`}
      derivation={[6, 11]}
      room="digits"
    >
      <Prose text={texts.epochText} />
      <figure class="picture">
        <PaceControl setter={setter} pace={pace} disabled={!now.value}>
          <button type="button" class="plain" disabled={!now.value} onClick={startOver}>
            {texts.again}
          </button>
        </PaceControl>
        <p
          class="fact"
          data-testid="accuracy"
          data-accuracy={now.value?.accuracy}
          data-epochs={now.value?.epochs}
          data-batch={current.value.batchSize}
        >
          <strong>{formatFixed(100 * (now.value?.accuracy ?? Number.NaN), 1)} %</strong> {texts.accuracy}
          <span class="note">
            {now.value
              ? texts.state(formatFixed(now.value.epochs, 1), now.value.steps)
              : !trouble.value && texts.loading}
          </span>
        </p>
        <Curves />
        <figcaption class="keys">
          <span class="key">{texts.keys.test}</span>
          <span class="key dashes ink">{texts.keys.train}</span>
          {earlier.value.length > 0 && <span class="key soft">{texts.keys.earlier}</span>}
        </figcaption>
        <p class="note">
          {texts.network}
          {UNDRAWN.map((letter) => (
            <Fragment key={letter}>
              {'; '}
              <span data-symbol={letter}>{texts.parts[letter]}</span>
            </Fragment>
          ))}
          .
        </p>
        <div class="numbers">
          <div data-symbol="size B">
            <Choice
              label={texts.batch}
              words={BATCHES}
              value={batchSize.value}
              name={(word) => texts.numbers[word] ?? word}
              onChange={(word) => {
                batchSize.value = word
              }}
            />
          </div>
          <div data-symbol="eta">
            <Slider
              label={texts.rate}
              value={learningRate.value}
              least={0.01}
              most={30}
              logarithmic
              onChange={(value) => {
                learningRate.value = value
              }}
            />
          </div>
          <div data-symbol="mu">
            <Choice
              label={texts.momentum}
              words={MOMENTA}
              value={momentum.value}
              name={(word) => texts.numbers[word] ?? word}
              onChange={(word) => {
                momentum.value = word
              }}
            />
          </div>
        </div>
        <p class="note" role="status">
          {changed ? texts.changed : ''}
        </p>
        <TroubleNote trouble={trouble.value} />
        {earlier.value.length > 0 && <Earlier />}
      </figure>
      <Formula label={texts.stepLabel} tex={STEP} />
      <Prose text={texts.batchText} />
      <Prose text={texts.rateText} />
      <Prose text={texts.momentumText} />
      <Formula label={texts.momentumLabel} tex={MOMENTUM} />
      <Source file={MOMENTUM_SOURCE} />
      <Prose text={texts.curvesText} />
    </StepFrame>
  )
}

/** The runs before this one, and what came of them. */
function Earlier() {
  const texts = inLanguage(trainingTexts)
  return (
    <section>
      <h2>{texts.earlier}</h2>
      <ol class="runs" data-testid="earlier">
        {earlier.value.map(({ settings, curve }, n) => (
          <li key={n}>
            {n + 1}. {texts.run(settings)}:{' '}
            {texts.result(curve.length - 1, `${formatFixed(100 * (curve.at(-1)?.accuracy ?? 0), 1)} %`)}
          </li>
        ))}
      </ol>
      <button type="button" class="plain" onClick={forget}>
        {texts.forget}
      </button>
    </section>
  )
}
