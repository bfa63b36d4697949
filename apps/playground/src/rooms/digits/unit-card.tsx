import { indexOf, layerMatrices } from '@antigrad/core/internal'
import { formatFixed, formatSigned } from '../../controls/format.js'
import { Slider } from '../../controls/slider.js'
import { palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { seen } from './picture.js'
import { digitPicture, productPicture } from './pictures.js'
import { activations, chooseUnit, unit, weightSheet } from './reading.js'
import { network } from './session.js'
import { SignedBar } from './signed-bar.js'
import { digitsTexts } from './texts.js'
import { Thumbnail } from './thumbnail.js'

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit)

/** One unit of the first layer, large: the digit times its weights is what it adds up. */
export function UnitCard() {
  const texts = inLanguage(digitsTexts)
  const pixels = seen.value
  if (!pixels) return null
  const { architecture, parameters } = network.value
  const colours = palette.value
  const chosen = unit.value
  const matrices = layerMatrices(architecture, parameters)
  const [first, second] = matrices
  const voteOf = (digit: number) => second.values[indexOf(second, chosen, digit)]
  const strongestVote =
    matrices.length === 2 ? Math.max(...DIGITS.map((digit) => Math.abs(voteOf(digit)))) : 0
  const bias = first.values[indexOf(first, 784, chosen)]
  const sum = pixels.reduce(
    (all, value, pixel) => all + (value / 255) * first.values[indexOf(first, pixel, chosen)],
    bias,
  )
  return (
    <figure class="unit-card">
      <h2>{texts.unitTitle(String(chosen + 1))}</h2>
      <div class="product">
        <Thumbnail picture={digitPicture(pixels, colours)} />
        <span>×</span>
        <Thumbnail picture={weightSheet.value} number={chosen} />
        <span>=</span>
        <Thumbnail picture={productPicture(architecture, parameters, chosen, pixels, colours)} />
      </div>
      <Slider
        label={texts.unit}
        value={chosen + 1}
        least={1}
        most={architecture.sizes[1]}
        format={(number) =>
          texts.unitSays(String(number), formatFixed(activations.value[0][number - 1] ?? 0, 2))
        }
        onChange={(number) => chooseUnit(number - 1)}
      />
      <figcaption>
        {texts.unitSum(
          formatFixed(sum, 2),
          formatFixed(bias, 2),
          formatFixed(activations.value[0][chosen], 2),
        )}
      </figcaption>
      {matrices.length === 2 && (
        <>
          <h3>{texts.votes}</h3>
          <ol class="votes">
            {DIGITS.map((digit) => (
              <li key={digit}>
                <b>{digit}</b>
                <SignedBar value={voteOf(digit)} largest={strongestVote} />
                <span>{formatSigned(voteOf(digit))}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </figure>
  )
}
