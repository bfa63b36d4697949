import { descent } from '@antigrad/core/lecture'
import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatNumber, inFormula } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { useMatches } from '../../figures/use-matches.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import './descent.css'
import { Falling } from './falling.js'
import { DescentMap } from './map.js'
import { effect, here, path, pause, reset, run, running, stepOnce } from './run.js'
import {
  chooseLandscape,
  chooseRate,
  LEAST_RATE,
  landscape,
  MOST_RATE,
  NAMES,
  name,
  rate,
  speed,
} from './settings.js'
import { descentTexts } from './texts.js'

/** Room 2: a ball goes down a landscape, step by step. */
export function DescentRoom() {
  const texts = inLanguage(descentTexts)
  const narrow = useMatches('(max-width: 40rem)')
  useEffect(() => pause, [])
  return (
    <RoomFrame
      title={texts.title}
      lede={texts.lede}
      controls={texts.controls}
      lead={
        <>
          <Verdict />
          <div class="actions">
            <button type="button" class="primary" onClick={running.value ? pause : run}>
              {running.value ? texts.pause : texts.run}
            </button>
            <button
              type="button"
              class="plain"
              onClick={() => {
                pause()
                stepOnce()
              }}
            >
              {texts.step}
            </button>
            <button type="button" class="plain" onClick={reset}>
              {texts.back}
            </button>
          </div>
        </>
      }
      side={
        <>
          <div>
            <Slider
              label={texts.rate}
              value={rate.value}
              least={LEAST_RATE}
              most={MOST_RATE}
              logarithmic
              onChange={chooseRate}
            />
            <Limit />
          </div>
          <Choice
            label={texts.surface}
            words={NAMES}
            value={name.value}
            name={(word) => texts.names[word]}
            onChange={(word) => {
              pause()
              chooseLandscape(word)
            }}
          />
          <Slider
            label={texts.speed}
            value={speed.value}
            least={1}
            most={60}
            onChange={(value) => {
              speed.value = value
            }}
          />
          <Falling heights={path.value.values} />
        </>
      }
    >
      <figure>
        <DescentMap ratio={narrow ? 0.95 : 0.64} />
        <figcaption>{texts.mapNote}</figcaption>
      </figure>
      <NextStep />
    </RoomFrame>
  )
}

/** What the rate does, and how far the ball has come. */
function Verdict() {
  const texts = inLanguage(descentTexts)
  const { arrival, values } = path.value
  const last = values.length - 1
  return (
    <p class="reading">
      <strong data-testid="effect" data-effect={effect.value} role="status">
        {last === 0 ? texts.atRest : texts.effects[effect.value]}
      </strong>
      <span>
        {last > 0 && (
          <>
            {texts.effectNote(landscape.value.steps)}
            <br />
          </>
        )}
        <span
          data-testid="height"
          data-height={values[last]}
          data-steps={last}
          data-arrived={arrival === undefined ? undefined : arrival}
        >
          {arrival === undefined ? texts.steps(last, formatNumber(values[last])) : texts.arrived(arrival)}
        </span>
      </span>
    </p>
  )
}

/** 2/λmax: of the landscape where it is quadratic, else of the place. */
function Limit() {
  const texts = inLanguage(descentTexts)
  const limit = descent.largestRateInTheory(landscape.value, here.value)
  if (!Number.isFinite(limit)) return <p class="note">{texts.noLimit}</p>
  return (
    <p class="note">
      {landscape.value.quadratic ? texts.limit : texts.limitHere}{' '}
      <Formula tex={`2/\\lambda_{\\max} = ${inFormula(formatNumber(limit))}`} /> {texts.curvature}
    </p>
  )
}

/** The step that comes next, in numbers. */
function NextStep() {
  const texts = inLanguage(descentTexts)
  const at = here.value
  const slope = landscape.value.gradient(at)
  const next = at.map((coordinate, d) => coordinate - rate.value * slope[d])
  if (![...at, ...slope, ...next].every((value) => Math.abs(value) < 1e6)) return null
  return (
    <div>
      <Formula
        label={texts.next}
        tex={`\\begin{aligned} ${at.length > 1 ? '\\vec m' : 'm'} - \\eta\\,\\nabla\\varepsilon &= ${column(at)} - ${inFormula(String(rate.value))} \\cdot ${column(slope)} \\\\[4pt] &= ${column(next)} \\end{aligned}`}
      />
      <div class="note">
        <Prose text={texts.nextNote(at.length)} />
      </div>
    </div>
  )
}

function column(values: descent.Point): string {
  const figures = values.map((value) =>
    inFormula((Math.abs(value) < 5e-5 ? 0 : value).toFixed(Math.abs(value) < 10 ? 4 : 2)),
  )
  if (figures.length > 1) return `\\begin{pmatrix} ${figures.join(' \\\\ ')} \\end{pmatrix}`
  return figures[0].startsWith('-') ? `(${figures[0]})` : figures[0]
}
