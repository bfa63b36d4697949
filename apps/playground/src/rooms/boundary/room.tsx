import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatError, formatFixed } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { Paste } from '../../controls/paste.js'
import { TroubleNote } from '../../controls/trouble-note.js'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import './boundary.css'
import { Controls } from './controls.js'
import { Failure } from './failure.js'
import { GLYPHS } from './glyph.js'
import { Listing } from './listing.js'
import { Losses } from './losses.js'
import { NetworkPicture } from './network.js'
import { MOST_POINTS, readPoints, writePoints } from './own-points.js'
import { Plane } from './plane.js'
import { hasPoints, isTested, open, restart, setter, snapshot, trouble } from './session.js'
import { drawnClass, ownPoints, pace, set, setOwnPoints } from './settings.js'
import { boundaryTexts } from './texts.js'
import { watched } from './unit-map.js'

const CLASSES = ['0', '1', '2'] as const

/** A network learns to tell points of the plane apart. */
export function BoundaryRoom() {
  const texts = inLanguage(boundaryTexts)
  useEffect(() => {
    open()
    return setter.rest
  }, [])
  const now = snapshot.value
  const score = now && (isTested.value ? now.test : now.train)
  return (
    <RoomFrame
      title={texts.title}
      lede={texts.lede}
      controls={texts.controls}
      lead={
        <>
          <p class="reading">
            <strong data-testid="accuracy" data-accuracy={score?.accuracy}>
              {score ? `${formatFixed(100 * score.accuracy, 1)} %` : '–'}
            </strong>
            <span>
              {!hasPoints.value ? texts.noPoints : isTested.value ? texts.accuracy : texts.accuracyOfSeen}
              <br />
              <span data-testid="epochs" data-steps={now?.steps ?? 0}>
                {now && texts.epochs(Math.floor(now.steps / now.stepsPerEpoch), now.steps)}
              </span>
            </span>
          </p>
          <TroubleNote trouble={trouble.value} />
          <PaceControl setter={setter} pace={pace} disabled={!hasPoints.value}>
            <button type="button" class="plain" onClick={restart}>
              {texts.anew}
            </button>
          </PaceControl>
          <Failure />
        </>
      }
      side={
        <>
          <Controls />
          <Paste
            texts={texts}
            placeholder={'-1 0.5 0\n1 0.7 1\n0.2 -1 2'}
            points={ownPoints.value}
            write={writePoints}
            read={readPoints}
            most={MOST_POINTS}
            onTake={setOwnPoints}
          />
        </>
      }
    >
      <div class="plane-and-losses">
        <figure>
          <Plane label={texts.plane(score ? formatError(score.loss) : '–')} />
          <figcaption>{watched.value ? texts.watched : texts.planeNote}</figcaption>
        </figure>
        <div class="beside-plane">
          <Losses />
          <div class="drawing">
            <Choice
              label={texts.draw}
              words={CLASSES}
              value={CLASSES[drawnClass.value]}
              name={(word) => `${GLYPHS[Number(word)]} ${texts.classNames[Number(word)]}`}
              onChange={(word) => {
                drawnClass.value = Number(word)
              }}
            />
            {set.value === 'own' && ownPoints.value.length > 0 && (
              <button type="button" class="plain" onClick={() => setOwnPoints([])}>
                {texts.clear}
              </button>
            )}
          </div>
        </div>
      </div>
      <NetworkPicture />
      <Listing />
    </RoomFrame>
  )
}
