import { BACKWARD, FORWARD, ORDER, type Quantity } from './quantities.js'
import './quantity-score.css'

interface Props {
  /** The one that is looked at; none before the first. */
  readonly current: Quantity | undefined
  /** How many are known, in the order of the derivation. */
  readonly known: number
  readonly onChoose: (quantity: Quantity) => void
  /** The symbols of its line, its own first, where there are formulas whose letters light. */
  readonly symbolsOf?: (quantity: Quantity) => string
}

/** The quantities of the derivation, forward and back, each a button that leads to its step. */
export function QuantityScore({ current, known, onChoose, symbolsOf }: Props) {
  return (
    <div class="score">
      {[FORWARD, BACKWARD].map((way, k) => (
        <ol key={way[0]} class={k === 0 ? undefined : 'back'}>
          {way.map((one) => (
            <li key={one}>
              <button
                type="button"
                data-symbol={symbolsOf?.(one)}
                class={ORDER.indexOf(one) < known ? 'done' : undefined}
                aria-current={one === current ? 'step' : undefined}
                onClick={() => onChoose(one)}
              >
                {one.replace('d', '∂')}
              </button>
            </li>
          ))}
        </ol>
      ))}
    </div>
  )
}
