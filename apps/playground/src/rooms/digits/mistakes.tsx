import { formatFixed } from '../../controls/format.js'
import { palette } from '../../figures/palette.js'
import { inLanguage } from '../../state/language.js'
import { cell, digitsOfCell } from './cells.js'
import { showExample } from './picture.js'
import { digitPicture } from './pictures.js'
import { digitsTexts } from './texts.js'
import { Thumbnail } from './thumbnail.js'

/** Digits that are shown at most. */
const MOST = 30

/** The test digits of a cell of the table: pressed, one is shown to the network above. */
export function Mistakes() {
  const texts = inLanguage(digitsTexts)
  const shown = cell.value
  const found = digitsOfCell.value
  if (!shown) return null
  const { is, taken } = shown
  return (
    <figure class="mistakes">
      <h2>{is === taken ? texts.rightTitle(is) : texts.mistakesTitle(is, taken)}</h2>
      {found ? (
        <ol data-testid="mistakes" data-count={found.length}>
          {found.slice(0, MOST).map(({ number, pixels, output }) => (
            <li key={number}>
              <button
                type="button"
                aria-label={texts.mistake(number, is, taken, formatFixed(output, 2))}
                onClick={() => {
                  showExample(number)
                  document.querySelector('.desk')?.scrollIntoView({ block: 'nearest' })
                }}
              >
                <Thumbnail picture={digitPicture(pixels, palette.value)} />
                <span>{formatFixed(output, 2)}</span>
              </button>
            </li>
          ))}
        </ol>
      ) : (
        <p class="note">{texts.mistakesLater}</p>
      )}
      <figcaption>
        {found?.length === 0 ? texts.noMistakes : texts.mistakesNote}
        {found && found.length > MOST && ` ${texts.mistakesOf(MOST, found.length)}`}
      </figcaption>
    </figure>
  )
}
