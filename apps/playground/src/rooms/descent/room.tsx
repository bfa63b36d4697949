import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatNumber } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { Formula } from '../../formulas/formula.js'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import './descent.css'
import { here, path, pause, reset, run, running, stepOnce, verdict } from './descent.js'
import { Falling } from './falling.js'
import { DescentMap } from './map.js'
import { chooseRate, chooseSurface, LEAST_RATE, MOST_RATE, name, rate, speed, surface } from './settings.js'
import { SURFACES } from './surfaces.js'
import { descentTexts } from './texts.js'

/** Room 2: a ball goes down a surface, step by step. */
export function DescentRoom() {
  const texts = inLanguage(descentTexts)
  useEffect(() => pause, [])
  return (
    <RoomFrame
      title={texts.title}
      lede={texts.lede}
      controls={texts.controls}
      lead={
        <>
          <p class="reading" role="status">
            <strong data-testid="verdict" data-verdict={verdict.value}>
              {texts.verdicts[verdict.value]}
            </strong>
            <span>
              {texts.steps(path.value.length - 1)}, {texts.height}{' '}
              <span data-testid="height" data-height={here.value.value}>
                {formatNumber(here.value.value)}
              </span>
            </span>
          </p>
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
            <button
              type="button"
              class="plain"
              onClick={() => {
                pause()
                reset()
              }}
            >
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
            words={SURFACES}
            value={name.value}
            name={(word) => texts.names[word]}
            onChange={chooseSurface}
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
          <Falling places={path.value} />
        </>
      }
    >
      <figure>
        <DescentMap />
        <figcaption>{texts.mapNote}</figcaption>
      </figure>
      <NextStep />
    </RoomFrame>
  )
}

/** 2/λmax where the surface is quadratic. */
function Limit() {
  const texts = inLanguage(descentTexts)
  const { steepest } = surface.value
  return (
    <p class="note">
      {steepest === undefined ? (
        texts.noLimit
      ) : (
        <>
          {texts.limit}{' '}
          <Formula tex={`2/\\lambda_{\\max} = ${formatNumber(2 / steepest).replace(',', '{,}')}`} />
        </>
      )}
    </p>
  )
}

/** The step that comes next, in numbers. */
function NextStep() {
  const texts = inLanguage(descentTexts)
  const { x, y, gradient } = here.value
  const column = (a: number, b: number) => `\\begin{pmatrix} ${figure(a)} \\\\ ${figure(b)} \\end{pmatrix}`
  const next = [x - rate.value * gradient[0], y - rate.value * gradient[1]]
  if (![x, y, ...next].every((value) => Math.abs(value) < 1e6)) return null
  return (
    <Formula
      label={texts.next}
      tex={`\\vec m - \\eta\\,\\nabla f = ${column(x, y)} - ${rate.value} ${column(gradient[0], gradient[1])} = ${column(next[0], next[1])}`}
    />
  )
}

function figure(value: number): string {
  return (Math.abs(value) < 5e-5 ? 0 : value).toFixed(Math.abs(value) < 10 ? 4 : 2)
}
