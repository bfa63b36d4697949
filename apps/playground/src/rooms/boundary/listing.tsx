import { useSignal } from '@preact/signals'
import { writeAddress } from '../../state/address.js'
import { inLanguage } from '../../state/language.js'
import { codeOf } from './code.js'
import { hash, hasPoints, setter, snapshot } from './session.js'
import { runSettings } from './settings.js'
import { boundaryTexts } from './texts.js'

/** The network as code of the library and as a link, and the name of its weights. */
export function Listing() {
  const texts = inLanguage(boundaryTexts)
  const copied = useSignal<'code' | 'link' | undefined>(undefined)
  const at = snapshot.value
  if (!hasPoints.value) return null
  const code = codeOf(runSettings.value, at ?? { steps: 0, stepsPerEpoch: 1 })
  const copy = async (what: 'code' | 'link') => {
    writeAddress()
    await navigator.clipboard.writeText(what === 'code' ? code : location.href)
    copied.value = what
  }
  return (
    <section class="listing" aria-label={texts.code}>
      <h2>{texts.code}</h2>
      <p class="note">{texts.codeNote}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines are scrolled with the arrow keys. */}
      <pre class="code" tabIndex={0} data-testid="code">
        {code}
      </pre>
      <p class={hash.value ? 'code' : 'note'} data-testid="hash">
        {hash.value ?? (setter.running.value ? texts.hashLater : isSecureContext ? '' : texts.insecure)}
      </p>
      {/* Browsers let only pages that came over https write to the clipboard. */}
      {isSecureContext && (
        <div class="actions">
          <button type="button" class="plain" onClick={() => copy('code')}>
            {texts.copyCode}
          </button>
          <button type="button" class="plain" onClick={() => copy('link')}>
            {texts.copyLink}
          </button>
          <span class="note" role="status">
            {copied.value && texts.copied[copied.value]}
          </span>
        </div>
      )}
    </section>
  )
}
