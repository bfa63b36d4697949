import { useSignal } from '@preact/signals'
import { Fragment } from 'preact'
import { inLanguage } from '../../state/language.js'
import { frameTexts } from './texts.js'

/** A command of the terminal, to be copied. */
export function Command({ text }: { text: string }) {
  const texts = inLanguage(frameTexts)
  const copied = useSignal('')
  return (
    <p class="command">
      <code>
        {text.split(' ').map((word, n) => (
          <Fragment key={n}>
            {n > 0 && ' '}
            <span class="word">{word}</span>
          </Fragment>
        ))}
      </code>
      {/* Only secure pages may write there. */}
      {navigator.clipboard && (
        <button
          type="button"
          class="plain"
          onClick={async () => {
            await navigator.clipboard.writeText(text)
            copied.value = text
          }}
        >
          {copied.value === text ? texts.copied : texts.copy}
        </button>
      )}
    </p>
  )
}
