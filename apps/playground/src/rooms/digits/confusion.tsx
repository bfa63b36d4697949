import { useRef } from 'preact/hooks'
import { inLanguage } from '../../state/language.js'
import { type Cell, cell, chooseCell, confusion } from './cells.js'
import { digitsTexts } from './texts.js'

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit)

const DIRECTIONS: Readonly<Record<string, Cell>> = {
  ArrowLeft: { is: 0, taken: -1 },
  ArrowRight: { is: 0, taken: 1 },
  ArrowUp: { is: -1, taken: 0 },
  ArrowDown: { is: 1, taken: 0 },
}

/** How often each digit was taken for which, as a table. Mistakes are tinted by how common they are; a cell shows its digits. */
export function Confusion() {
  const table = useRef<HTMLTableElement>(null)
  const texts = inLanguage(digitsTexts)
  const counts = confusion.value
  const shown = cell.value
  if (!counts || !shown) return null
  const count = ({ is, taken }: Cell) => counts[is * 10 + taken]
  const worst = Math.max(5, ...counts.map((times, n) => (n % 11 === 0 ? 0 : times)))
  const press = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key]
    if (!direction) return
    const is = (shown.is + direction.is + 10) % 10
    const taken = (shown.taken + direction.taken + 10) % 10
    chooseCell({ is, taken })
    table.current?.querySelectorAll('button')[10 * is + taken]?.focus()
    event.preventDefault()
  }
  return (
    <figure>
      <h2>{texts.confusion}</h2>
      <table class="confusion" ref={table} onKeyDown={press}>
        <caption class="unseen">{texts.confusionNote}</caption>
        <thead>
          <tr>
            <td />
            {DIGITS.map((taken) => (
              <th key={taken} scope="col">
                {taken}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DIGITS.map((is) => (
            <tr key={is}>
              <th scope="row">{is}</th>
              {DIGITS.map((taken) => {
                const pressed = is === shown.is && taken === shown.taken
                const times = count({ is, taken })
                return (
                  <td
                    key={taken}
                    class={is === taken ? 'right' : undefined}
                    style={{ '--part': is === taken ? 0 : times / worst }}
                  >
                    <button
                      type="button"
                      aria-pressed={pressed}
                      aria-label={texts.confusionCell(times, is, taken)}
                      tabIndex={pressed ? 0 : -1}
                      onClick={() => chooseCell({ is, taken })}
                    >
                      {times || '·'}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>{texts.confusionNote}</figcaption>
    </figure>
  )
}
