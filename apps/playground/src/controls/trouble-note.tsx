import { inLanguage, language } from '../state/language.js'
import type { Trouble } from '../training/trouble.js'
import { troubleTexts } from './trouble-texts.js'

/** Says what went wrong, and what to try where that is known. */
export function TroubleNote({ trouble }: { trouble: Trouble | undefined }) {
  const texts = inLanguage(troubleTexts)
  if (!trouble) return null
  const { name, message, fault, file, said } = trouble
  const errors: Readonly<Record<string, string>> = texts.errors
  const sentence = said?.[language.value] ?? (fault ? texts.faults[fault] : errors[name])
  return (
    <p class="trouble" role="alert">
      {file && `${file}: `}
      {sentence ?? (
        <>
          {texts.failed} <span lang="en">{message}</span>
        </>
      )}
    </p>
  )
}
