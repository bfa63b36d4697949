import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { inLanguage } from '../../state/language.js'
import { readPoints, writePoints } from './own-points.js'
import { ownPoints, setOwnPoints } from './settings.js'
import { boundaryTexts } from './texts.js'

/** A place for points of the user's own. */
export function Paste() {
  const texts = inLanguage(boundaryTexts)
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
          setOwnPoints(found)
          text.value = undefined
        }}
      >
        <label for={id}>{texts.pasteLabel}</label>
        <textarea
          id={id}
          rows={5}
          placeholder={'-1 0.5 0\n1 0.7 1\n0.2 -1 2'}
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
