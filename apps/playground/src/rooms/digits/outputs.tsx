import { formatFixed } from '../../controls/format.js'
import { inLanguage } from '../../state/language.js'
import { answerOf } from './answer.js'
import { digitsTexts } from './texts.js'

interface OutputsProps {
  readonly z: Float32Array
  /** Whether there is nothing to read yet. */
  readonly silent: boolean
  /** The output that is explained below. */
  readonly explained: number
  readonly onExplain: (digit: number) => void
}

/** The ten outputs z as ten digits, each under a bar of its height; the largest stands out. One that is pressed is explained. */
export function Outputs({ z, silent, explained, onExplain }: OutputsProps) {
  const texts = inLanguage(digitsTexts)
  const answer = answerOf(z)
  return (
    <figure class="outputs">
      <h2>{texts.outputs}</h2>
      <ol>
        {Array.from(z, (value, digit) => (
          <li
            key={digit}
            data-answer={!silent && digit === answer ? '' : undefined}
            style={{ '--z': silent ? 0 : Math.min(1, Math.max(0, value)) }}
          >
            <button type="button" aria-pressed={digit === explained} onClick={() => onExplain(digit)}>
              <i />
              <b>{digit}</b>
              <span>{silent ? ' ' : formatFixed(value, 2)}</span>
              <span class="unseen">{texts.explain}</span>
            </button>
          </li>
        ))}
      </ol>
      <p class="unseen" role="status" data-testid="answer" data-digit={silent ? undefined : answer}>
        {silent ? texts.nothing : texts.answer(String(answer), formatFixed(z[answer], 2))}
      </p>
    </figure>
  )
}
