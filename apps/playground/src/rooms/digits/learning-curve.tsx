import { formatFixed } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { type Epoch, history, ran } from './session.js'
import { runSettings } from './settings.js'
import { digitsTexts } from './texts.js'

const WIDTH = 420
const HEIGHT = 260
const LEFT = 40
const BOTTOM = 28
const TOP = 12

/** Accuracies below this are not worth the paper. */
const LOW = 0.8

/** Accuracy after each epoch: on what was learned from and on what was not. */
export function LearningCurve() {
  const epochs = (ran.value ?? runSettings.value).epochs
  const epochsDone = history.value
  const texts = inLanguage(digitsTexts)
  const x = (epoch: number) => LEFT + ((epoch - 1) / Math.max(1, epochs - 1)) * (WIDTH - LEFT - 12)
  const y = (accuracy: number) =>
    HEIGHT - BOTTOM - ((Math.max(LOW, accuracy) - LOW) / (1 - LOW)) * (HEIGHT - BOTTOM - TOP)
  const line = (of: (epoch: Epoch) => number) =>
    epochsDone
      .map((epoch, n) => `${n ? 'L' : 'M'}${x(epoch.epoch).toFixed(1)} ${y(of(epoch)).toFixed(1)}`)
      .join('')
  const last = epochsDone.at(-1)
  const ticks = [...new Set([1, Math.round((epochs + 1) / 2), epochs])]
  return (
    <figure class="curve">
      <h2>{texts.curve}</h2>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={texts.curveLabel(epochsDone.length, last ? percent(last.testAccuracy) : '–')}
      >
        {[0.8, 0.9, 1].map((at) => (
          <g key={at}>
            <line class="grid" x1={LEFT} x2={WIDTH} y1={y(at)} y2={y(at)} />
            <text x={LEFT - 8} y={y(at) + 4} text-anchor="end">
              {Math.round(at * 100)}
            </text>
          </g>
        ))}
        {ticks.map((epoch) => (
          <text key={epoch} x={x(epoch)} y={HEIGHT - 6} text-anchor="middle">
            {epoch}
          </text>
        ))}
        <path class="soft" d={line((epoch) => epoch.trainAccuracy)} />
        <path class="strong" d={line((epoch) => epoch.testAccuracy)} />
        {last && <circle cx={x(last.epoch)} cy={y(last.testAccuracy)} r="4" />}
      </svg>
      <figcaption>
        <span class="key">{texts.test}</span>
        <span class="key soft">{texts.training}</span>
        {texts.curveNote}
      </figcaption>
    </figure>
  )
}

export function percent(part: number): string {
  return `${formatFixed(part * 100, 1)} %`
}
