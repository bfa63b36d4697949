import { useEffect } from 'preact/hooks'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import { Confusion } from './confusion.js'
import './digits.css'
import { LearningCurve } from './learning-curve.js'
import { readModelFile } from './model-file.js'
import { Paper } from './paper.js'
import { Reader } from './reader.js'
import { load, open, trouble } from './session.js'
import { digitsTexts } from './texts.js'
import { Run, Settings } from './training.js'
import { useDrop } from './use-drop.js'
import { Weights } from './weights.js'

/** Room 3: the network learns to read digits, and reads yours. */
export function DigitsRoom() {
  const texts = inLanguage(digitsTexts)
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
          <Reader />
        </div>
        <Weights />
        <div class="pair">
          <Confusion />
          <LearningCurve />
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
