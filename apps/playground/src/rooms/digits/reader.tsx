import { useComputed } from '@preact/signals'
import { inLanguage } from '../../state/language.js'
import { Outputs } from './outputs.js'
import { seeDrawing } from './see.js'
import { Seen } from './seen.js'
import { network } from './session.js'
import { clearPaper, strokes } from './strokes.js'
import { digitsTexts } from './texts.js'

/** What the network makes of what is written: while it is written, and while the network learns. */
export function Reader() {
  const texts = inLanguage(digitsTexts)
  const seen = useComputed(() => seeDrawing(strokes.value)).value
  const empty = strokes.value.length === 0
  return (
    <div class="reader">
      <Outputs z={network.value.predict(seen)} silent={empty} />
      <div class="under">
        <Seen pixels={seen} />
        <button type="button" class="plain" disabled={empty} onClick={clearPaper}>
          {texts.clear}
        </button>
      </div>
    </div>
  )
}
