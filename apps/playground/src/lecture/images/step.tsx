import { useEffect } from 'preact/hooks'
import { formatFixed } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { TroubleNote } from '../../controls/trouble-note.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import { TEXTBOOK_NETWORK } from '../frame/sources.js'
import { StepFrame } from '../frame/step-frame.js'
import './images.css'
import { Reading } from './reading.js'
import { chosen, pace, session } from './session.js'
import { imagesTexts, LABEL, LOSS, NETWORK } from './texts.js'

const SOURCE = { ...TEXTBOOK_NETWORK, functions: ['forward', 'outputOf', 'loss'] }

/** Step 4: a picture is a column of numbers. */
export function ImagesStep() {
  const texts = inLanguage(imagesTexts)
  const { now, setter, shown, trouble } = session
  useEffect(() => {
    session.open()
    return setter.rest
  }, [])
  return (
    <StepFrame
      step="4-images"
      lede={texts.lede}
      source={SOURCE}
      command="pnpm antigrad train --hidden 30 && pnpm antigrad predict runs/mnist-30 examples/data/digit.png"
      commandNote={texts.epochs}
      derivation={[1, 4]}
      room="digits"
    >
      <Prose text={texts.numbersText} />
      <figure class="picture">
        <PaceControl setter={setter} pace={pace} disabled={!now.value}>
          <button
            type="button"
            class="plain"
            disabled={!shown.value}
            onClick={() => {
              chosen.value = (chosen.value + 1) % 40
            }}
          >
            {texts.next}
          </button>
        </PaceControl>
        <p class="fact" data-testid="accuracy" data-accuracy={now.value?.accuracy}>
          <strong>{formatFixed(100 * (now.value?.accuracy ?? Number.NaN), 1)} %</strong> {texts.accuracy}
          <span class="note">
            {now.value && texts.state(formatFixed(now.value.epochs, 1), now.value.steps)}
          </span>
        </p>
        <Reading />
        <TroubleNote trouble={trouble.value} />
      </figure>
      <Prose text={texts.networkText} />
      <Formula label={texts.networkLabel} tex={NETWORK} />
      <Prose text={texts.labelText} />
      <Formula label={texts.labelLabel} tex={LABEL} />
      <Prose text={texts.lossText} />
      <Formula label={texts.lossLabel} tex={LOSS} />
      <Prose text={texts.unseen} />
    </StepFrame>
  )
}
