import { formatFixed } from '../../controls/format.js'
import { operationTexts } from '../../derivation/operation-texts.js'
import { Formula } from '../../formulas/formula.js'
import { inLanguage } from '../../state/language.js'
import { decimalsOf } from './decimals.js'
import { type Drawn, equationOf, isDrawn } from './equations.js'
import { cell, quantity } from './model.js'
import { derivationTexts } from './texts.js'

/** A step drawn in matrices with their shapes; an element of the result lights what it is made of. */
export function Matrices() {
  const operations = inLanguage(operationTexts)
  const equation = equationOf(quantity.value)
  const result = equation.findLast(isDrawn)
  if (!result) return null
  const at = Math.min(cell.value, result.values.length - 1)
  const [i, j] = [Math.floor(at / result.columns), at % result.columns]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame of its own.
    <div class="equation" role="group" aria-label={operations[quantity.value]} data-testid="equation">
      {equation.map((part, k) =>
        isDrawn(part) ? (
          <Brackets
            key={k}
            drawn={part}
            lit={(row, column) => part.enters(row, column, i, j)}
            onChoose={part === result ? (chosen) => (cell.value = chosen) : undefined}
          />
        ) : (
          <span key={k} class="sign" data-symbol={part.symbol}>
            <Formula tex={part.tex} />
          </span>
        ),
      )}
    </div>
  )
}

interface BracketsProps {
  readonly drawn: Drawn
  readonly lit: (row: number, column: number) => boolean
  /** Of the result: an element was pointed at. */
  readonly onChoose: ((cell: number) => void) | undefined
}

function Brackets({ drawn: { symbol, tex, rows, columns, values }, lit, onChoose }: BracketsProps) {
  const texts = inLanguage(derivationTexts)
  const decimals = decimalsOf(values)
  return (
    <figure class="matrix">
      <span class="name" data-symbol={symbol}>
        <Formula tex={tex} />
      </span>
      <div class="brackets" style={{ gridTemplateColumns: `repeat(${columns}, auto)` }} data-symbol={symbol}>
        {Array.from(values, (value, n) => {
          const [row, column] = [Math.floor(n / columns), n % columns]
          const text = formatFixed(value, decimals)
          const kind = lit(row, column) ? 'enters' : undefined
          return onChoose ? (
            <button
              key={n}
              type="button"
              class={kind}
              aria-label={texts.element(row + 1, column + 1, text)}
              aria-pressed={kind !== undefined}
              onPointerEnter={() => onChoose(n)}
              onFocus={() => onChoose(n)}
              onClick={() => onChoose(n)}
            >
              {text}
            </button>
          ) : (
            <span key={n} class={kind}>
              {text}
            </span>
          )
        })}
      </div>
      <figcaption>
        {rows} × {columns}
      </figcaption>
    </figure>
  )
}
