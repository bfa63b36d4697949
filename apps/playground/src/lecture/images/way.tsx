import { formatFixed } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { SIZES } from '../digits/session.js'
import { imagesTexts } from './texts.js'

/** From the pixels to the outputs: weights, the hidden units between, and weights again. */
export function Way({ y }: { y: Float32Array | undefined }) {
  const texts = inLanguage(imagesTexts)
  return (
    <div class="way">
      <Links weights="V" biases="v" />
      <figure data-symbol="y">
        <ol class="units" aria-label={texts.units} data-testid="units">
          {Array.from({ length: SIZES[1] }, (_, unit) => (
            <li key={unit}>
              <span style={{ opacity: y?.[unit] ?? 0 }} />
              <span class="unseen">{formatFixed(y?.[unit] ?? Number.NaN, 2)}</span>
            </li>
          ))}
        </ol>
        <figcaption>{texts.units}</figcaption>
      </figure>
      <Links weights="U" biases="u" />
    </div>
  )
}

/** Where lines of the links begin and end. */
const ENDS = [8, 24, 40]

/** All of one layer to all of the next, times weights; plus biases; through σ. */
function Links({ weights, biases }: { weights: string; biases: string }) {
  return (
    <svg class="links" viewBox="0 0 84 62" aria-hidden="true">
      {ENDS.flatMap((from) =>
        ENDS.map((to) => (
          <line key={`${from} ${to}`} data-symbol={weights} x1={1} y1={from} x2={29} y2={to} />
        )),
      )}
      <text data-symbol={weights} x={15} y={58}>
        {weights}
      </text>
      <text data-symbol={biases} x={43} y={30}>
        +{biases}
      </text>
      <path data-symbol="sigma" d="M57 40 C 73 40 68 8 83 8" />
      <text data-symbol="sigma" x={70} y={58}>
        σ
      </text>
    </svg>
  )
}
