import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { inLanguage } from '../state/language.js'
import { pasteTexts } from './paste-texts.js'

interface Props<Point> {
  readonly texts: Readonly<Record<'paste' | 'pasteLabel' | 'take' | 'wrong', string>>
  /** Points as one writes them. */
  readonly placeholder: string
  readonly points: readonly Point[]
  readonly write: (points: readonly Point[]) => string
  /** None where the text holds none. */
  readonly read: (text: string) => Point[]
  readonly onTake: (points: Point[]) => void
  /** Most points that `read` takes. */
  readonly most: number
}

/** A place for points of the user's own, as text. */
export function Paste<Point>({ texts, placeholder, points, write, read, onTake, most }: Props<Point>) {
  const id = useId()
  const text = useSignal<string | undefined>(undefined)
  const wrong = useSignal(false)
  /** Lines that hold something, and how many of them became points. */
  const taken = useSignal<{ readonly lines: number; readonly points: number } | undefined>(undefined)
  const { some } = inLanguage(pasteTexts)
  return (
    <details>
      <summary>{texts.paste}</summary>
      <form
        class="field"
        onSubmit={(event) => {
          event.preventDefault()
          const found = read(text.value ?? '')
          wrong.value = found.length === 0
          taken.value = undefined
          if (found.length === 0) return
          onTake(found)
          const lines = (text.value ?? '').split('\n').filter((line) => line.trim() !== '').length
          taken.value = { lines, points: found.length }
          text.value = undefined
        }}
      >
        <label for={id}>{texts.pasteLabel}</label>
        <textarea
          id={id}
          rows={5}
          placeholder={placeholder}
          value={text.value ?? write(points)}
          onInput={(event) => {
            text.value = event.currentTarget.value
          }}
        />
        {wrong.value && (
          <p class="trouble" role="alert">
            {texts.wrong}
          </p>
        )}
        {taken.value && taken.value.points < taken.value.lines && (
          <p class="note" role="status">
            {some(taken.value.points, taken.value.lines, most)}
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
