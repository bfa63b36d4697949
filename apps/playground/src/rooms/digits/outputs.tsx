import { formatFixed } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { digitsTexts } from './texts.js'

/** The ten outputs z as ten digits, each under a bar of its height; the largest stands out. */
export function Outputs({ z, silent }: { z: Float32Array; silent: boolean }) {
  const texts = inLanguage(digitsTexts)
  const answer = z.indexOf(z.reduce((most, value) => Math.max(most, value), 0))
  return (
    <figure class="outputs">
      <h2>{texts.outputs}</h2>
      <ol>
        {Array.from(z, (value, digit) => (
          <li
            key={digit}
            data-answer={!silent && digit === answer ? '' : undefined}
            style={{ '--z': silent ? 0 : value }}
          >
            <i />
            <b>{digit}</b>
            <span>{silent ? ' ' : formatFixed(value, 2)}</span>
          </li>
        ))}
      </ol>
      <p class="unseen" role="status" data-testid="answer" data-digit={silent ? undefined : answer}>
        {silent ? texts.nothing : texts.answer(String(answer), formatFixed(z[answer], 2))}
      </p>
    </figure>
  )
}
