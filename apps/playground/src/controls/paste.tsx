import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'

interface Props<Point> {
  readonly texts: Readonly<Record<'paste' | 'pasteLabel' | 'take' | 'wrong', string>>
  /** Points as one writes them. */
  readonly placeholder: string
  readonly points: readonly Point[]
  readonly write: (points: readonly Point[]) => string
  /** None where the text holds none. */
  readonly read: (text: string) => Point[]
  readonly onTake: (points: Point[]) => void
}

/** A place for points of the user's own, as text. */
export function Paste<Point>({ texts, placeholder, points, write, read, onTake }: Props<Point>) {
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
          const found = read(text.value ?? '')
          wrong.value = found.length === 0
          if (found.length === 0) return
          onTake(found)
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
        <div class="actions">
          <button type="submit" class="plain">
            {texts.take}
          </button>
        </div>
      </form>
    </details>
  )
}
