import { useComputed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import { Confusion } from './confusion.js'
import './digits.css'
import { LearningCurve } from './learning-curve.js'
import { readModelFile } from './model-file.js'
import { Outputs } from './outputs.js'
import { clearPaper, Paper } from './paper.js'
import { seeDrawing } from './see.js'
import { Seen } from './seen.js'
import { history, load, network, open, progress, ran, trouble } from './session.js'
import { runSettings } from './settings.js'
import { strokes } from './strokes.js'
import { digitsTexts } from './texts.js'
import { Run, Settings } from './training.js'
import { useDrop } from './use-drop.js'
import { Weights } from './weights.js'

/** Room 3: the network learns to read digits, and reads yours. */
export function DigitsRoom() {
  const texts = inLanguage(digitsTexts)
  const seen = useComputed(() => seeDrawing(strokes.value))
  useEffect(open, [])

  const dropping = useDrop(take)

  return (
    <div class="digits" data-dropping={dropping ? '' : undefined}>
      <RoomFrame
        title={texts.title}
        lede={texts.lede}
        controls={texts.controls}
        lead={<Run />}
        side={<Settings take={take} />}
      >
        <div class="desk">
          <Paper />
          <div class="reader">
            <Outputs z={network.value.predict(seen.value)} silent={strokes.value.length === 0} />
            <div class="under">
              <Seen pixels={seen.value} />
              <button type="button" class="plain" disabled={strokes.value.length === 0} onClick={clearPaper}>
                {texts.clear}
              </button>
            </div>
          </div>
        </div>
        <Weights network={network.value} />
        <div class="pair">
          <Confusion evaluation={progress.value?.evaluation} />
          <LearningCurve history={history.value} epochs={(ran.value ?? runSettings.value).epochs} />
        </div>
      </RoomFrame>
    </div>
  )
}

/** Opens a model file of the user's. */
async function take(file: File | undefined): Promise<void> {
  if (!file) return
  try {
    const found = await readModelFile(file)
    const { sizes } = found.architecture
    const [inputs, outputs] = [sizes[0], sizes[sizes.length - 1]]
    if (inputs === 784 && outputs === 10) load(found, file.name)
    else trouble.value = inLanguage(digitsTexts).notDigits(inputs, outputs)
  } catch (error) {
    trouble.value = error instanceof Error ? error.message : String(error)
  }
}
