import { useId } from 'preact/hooks'

interface ChoiceProps<Word extends string> {
  readonly label: string
  readonly words: readonly Word[]
  readonly value: Word
  readonly name: (word: Word) => string
  readonly disabled?: boolean
  readonly onChange: (word: Word) => void
}

/** One of a few words: radio buttons that look like text. */
export function Choice<Word extends string>({
  label,
  words,
  value,
  name,
  disabled,
  onChange,
}: ChoiceProps<Word>) {
  const group = useId()
  return (
    <fieldset class="choice" disabled={disabled}>
      <legend>{label}</legend>
      <div>
        {words.map((word) => (
          <label key={word}>
            <input type="radio" name={group} checked={word === value} onChange={() => onChange(word)} />
            <span>{name(word)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
