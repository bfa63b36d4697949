import { inLanguage } from '../../state/language.js'
import { Outputs } from './outputs.js'
import { seen, shown } from './picture.js'
import { explained, explainOutput, outputs } from './reading.js'
import { Seen } from './seen.js'
import { clearPaper, strokes } from './strokes.js'
import { digitsTexts } from './texts.js'

/** What the network makes of what is written, or of a test digit: while it is written, and while the network learns. */
export function Reader() {
  const texts = inLanguage(digitsTexts)
  const label = shown.value?.label
  return (
    <div class="reader">
      <Outputs
        z={outputs.value}
        silent={!shown.value}
        explained={explained.value}
        onExplain={explainOutput}
      />
      <div class="under">
        {seen.value && (
          <Seen pixels={seen.value} note={label === undefined ? texts.seen : texts.example(String(label))} />
        )}
        <button type="button" class="plain" disabled={strokes.value.length === 0} onClick={clearPaper}>
          {texts.clear}
        </button>
      </div>
    </div>
  )
}
