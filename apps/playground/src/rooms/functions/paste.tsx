import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { inLanguage } from '../../state/language.js'
import { readPoints, writePoints } from './points.js'
import { ownPoints, pastePoints } from './settings.js'
import { functionsTexts } from './texts.js'

/** A place for numbers of the user's own. */
export function Paste() {
  const texts = inLanguage(functionsTexts)
  const id = useId()
  const text = useSignal<string | undefined>(undefined)
  const wrong = useSignal(false)
  return (
    <details>
      <summary>{texts.paste}</summary>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault()
          const found = readPoints(text.value ?? '')
          wrong.value = found.length === 0
          if (found.length === 0) return
          pastePoints(found)
          text.value = undefined
        }}
      >
        <label for={id}>{texts.pasteLabel}</label>
        <textarea
          id={id}
          rows={5}
          placeholder={'0 1.2\n1 0.7\n2 0.1'}
          value={text.value ?? writePoints(ownPoints.value)}
          onInput={(event) => {
            text.value = event.currentTarget.value
          }}
        />
        {wrong.value && (
          <p class="trouble" role="alert">
            {texts.wrong}
          </p>
        )}
        <div class="actions">
          <button type="submit" class="plain">
            {texts.take}
          </button>
        </div>
      </form>
    </details>
  )
}
