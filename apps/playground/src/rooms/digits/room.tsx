import { useEffect } from 'preact/hooks'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage, type Language } from '../../state/language.js'
import { troubleOf } from '../../training/trouble.js'
import { Confusion } from './confusion.js'
import './cells.css'
import './digits.css'
import './motion.css'
import './way.css'
import { LearningCurve } from './learning-curve.js'
import { Material } from './material.js'
import { Mistakes } from './mistakes.js'
import { readModelFile } from './model-file.js'
import { Motion } from './motion.js'
import { Paper } from './paper.js'
import { Reader } from './reader.js'
import { evaluation, history, load, open, trouble } from './session.js'
import { Terms } from './terms.js'
import { digitsTexts } from './texts.js'
import { Run, Settings } from './training.js'
import { UnitCard } from './unit-card.js'
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
        <div class="way">
          <UnitCard />
          <Terms />
        </div>
        <Motion />
        {evaluation.value ? (
          <>
            <div class="pair">
              <Confusion />
              {history.value.length > 0 && <LearningCurve />}
            </div>
            <Mistakes />
          </>
        ) : (
          <Material />
        )}
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
    else {
      const said = (of: Language) => digitsTexts[of].notDigits(inputs, outputs)
      trouble.value = {
        name: 'BadInput',
        message: said('en'),
        file: file.name,
        said: { en: said('en'), ru: said('ru') },
      }
    }
  } catch (error) {
    trouble.value = { ...troubleOf(error), file: file.name }
  }
}
