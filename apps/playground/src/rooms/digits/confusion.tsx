import { inLanguage } from '../../state/language.js'
import { progress } from './session.js'
import { digitsTexts } from './texts.js'

/** How often each digit was taken for which, as a table. Mistakes are tinted by how common they are. */
export function Confusion() {
  const evaluation = progress.value?.evaluation
  const texts = inLanguage(digitsTexts)
  const digits = Array.from({ length: 10 }, (_, digit) => digit)
  const count = (is: number, taken: number) => evaluation?.confusion[is * 10 + taken] ?? 0
  const worst = Math.max(
    5,
    ...digits.flatMap((is) => digits.map((taken) => (is === taken ? 0 : count(is, taken)))),
  )
  return (
    <figure>
      <h2>{texts.confusion}</h2>
      <table class="confusion">
        <caption class="unseen">{texts.confusionNote}</caption>
        <thead>
          <tr>
            <td />
            {digits.map((taken) => (
              <th key={taken} scope="col">
                {taken}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {digits.map((is) => (
            <tr key={is}>
              <th scope="row">{is}</th>
              {digits.map((taken) => (
                <td
                  key={taken}
                  class={is === taken ? 'right' : undefined}
                  style={{ '--part': is === taken ? 0 : count(is, taken) / worst }}
                  title={evaluation && texts.confusionCell(count(is, taken), is, taken)}
                >
                  {count(is, taken) || '·'}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <figcaption>{texts.confusionNote}</figcaption>
    </figure>
  )
}
