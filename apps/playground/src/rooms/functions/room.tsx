import { useComputed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatError } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { Paste } from '../../controls/paste.js'
import { Slider } from '../../controls/slider.js'
import { TroubleNote } from '../../controls/trouble-note.js'
import { useMatches } from '../../figures/use-matches.js'
import { RoomFrame } from '../../shell/room-frame.js'
import { inLanguage } from '../../state/language.js'
import { Falling } from './falling.js'
import './functions.css'
import { Parts } from './parts.js'
import { Plot } from './plot.js'
import { MOST_POINTS, readPoints, writePoints } from './points.js'
import { history, network, open, restart, setter, trouble } from './session.js'
import {
  hidden,
  learningRate,
  noise,
  ownPoints,
  pace,
  pastePoints,
  points,
  SOURCES,
  seed,
  setOwnPoints,
  source,
  unseenPoints,
  view,
} from './settings.js'
import { shapeOf } from './shape.js'
import { functionsTexts } from './texts.js'

/** Room 1: a network comes to know a function from points of it. */
export function FunctionsRoom() {
  const texts = inLanguage(functionsTexts)
  const narrow = useMatches('(max-width: 40rem)')
  const shape = useComputed(() => shapeOf(network.value, view.value)).value
  const last = history.value.at(-1)
  const error = last?.error ?? Number.NaN
  useEffect(() => {
    open()
    return setter.rest
  }, [])
  return (
    <RoomFrame
      title={texts.title}
      lede={texts.lede}
      controls={texts.controls}
      lead={
        <>
          <p class="reading">
            <strong data-testid="error" data-error={error}>
              {formatError(error)}
            </strong>
            <span>
              {texts.error}
              <br />
              {last?.unseen === undefined ? (
                texts.noUnseen
              ) : (
                <span data-testid="unseen" data-error={last.unseen}>
                  {texts.unseen(formatError(last.unseen))}
                </span>
              )}
              <br />
              <span data-testid="steps" data-steps={last?.steps ?? 0}>
                {texts.steps(last?.steps ?? 0)}
              </span>
            </span>
          </p>
          <TroubleNote trouble={trouble.value} />
          <PaceControl setter={setter} pace={pace} disabled={points.value.length === 0}>
            <button type="button" class="plain" onClick={restart}>
              {texts.anew}
            </button>
          </PaceControl>
        </>
      }
      side={
        <>
          <Choice
            label={texts.target}
            words={SOURCES}
            value={source.value}
            name={(word) => texts.source[word]}
            onChange={(word) => {
              source.value = word
            }}
          />
          <div>
            <Slider label={texts.hidden} value={hidden.value} least={1} most={64} onChange={put(hidden)} />
            <Slider
              label={texts.rate}
              value={learningRate.value}
              least={0.02}
              most={10}
              logarithmic
              onChange={put(learningRate)}
            />
            <Slider
              label={texts.noise}
              value={noise.value}
              least={0}
              most={0.3}
              step={0.01}
              disabled={source.value === 'own'}
              onChange={put(noise)}
            />
            <Slider label={texts.seed} value={seed.value} least={0} most={50} onChange={put(seed)} />
          </div>
          <Falling history={history.value} />
          <Paste
            texts={texts}
            placeholder={'0 1.2\n1 0.7\n2 0.1'}
            points={ownPoints.value}
            write={writePoints}
            read={readPoints}
            most={MOST_POINTS}
            onTake={pastePoints}
          />
          {source.value === 'own' && ownPoints.value.length > 0 && (
            <div class="actions">
              <button type="button" class="plain" onClick={() => setOwnPoints([])}>
                {texts.clear}
              </button>
            </div>
          )}
        </>
      }
    >
      <figure>
        <Plot shape={shape} error={error} ratio={narrow ? 0.86 : 0.56} />
        <figcaption>
          <span class="keys">
            <span class="key dots">{texts.key.samples}</span>
            {source.value === 'own' && unseenPoints.value.length > 0 && (
              <span class="key rings">{texts.key.unseen}</span>
            )}
            {source.value !== 'own' && <span class="key dashes">{texts.key.sought}</span>}
            <span class="key">{texts.key.network}</span>
          </span>
          {texts.plotHint}
        </figcaption>
      </figure>
      <Parts shape={shape} />
    </RoomFrame>
  )
}

function put(signal: { value: number }): (value: number) => void {
  return (value) => {
    signal.value = value
  }
}
