import { inLanguage } from '../state/language.js'
import type { Trouble } from '../training/trouble.js'
import { troubleTexts } from './trouble-texts.js'

/** Says what went wrong, and what to try where that is known. */
export function TroubleNote({ trouble }: { trouble: Trouble | undefined }) {
  const texts = inLanguage(troubleTexts)
  if (!trouble) return null
  const { name, message } = trouble
  return (
    <p class="trouble" role="alert">
      {name === 'Diverged'
        ? texts.diverged
        : `${name === 'BadInput' ? texts.badInput : texts.failed} ${message}`}
    </p>
  )
}
