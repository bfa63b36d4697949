import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { inLanguage } from '../state/language.js'
import { type Going, PACES, type Pace } from '../training/pace.js'
import type { PaceSetter } from '../training/pace-setter.js'
import { Choice } from './choice.js'
import { paceTexts } from './pace-texts.js'

interface PaceControlProps {
  readonly setter: PaceSetter
  readonly pace: Signal<Pace>
  readonly disabled?: boolean
  /** Whether nothing is left of the run, for a step or an epoch to take. */
  readonly finished?: boolean
  /** What the button says that makes it train; as it pleases unless given. */
  readonly begin?: string
  /** What begins to train, where that takes more than to go on. */
  readonly onGo?: (going: Going) => void
  /** Further buttons of the run: to start over. */
  readonly children?: ComponentChildren
}

/** What every room that trains is run by: slow, fast, one step, one epoch, pause. */
export function PaceControl(props: PaceControlProps) {
  const { setter, pace, disabled = false, finished = false, begin, onGo = setter.go, children } = props
  const running = setter.running.value
  const texts = inLanguage(paceTexts)
  return (
    <div class="pace">
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={disabled}
          onClick={() => (running ? setter.rest() : onGo(pace.value))}
        >
          {running ? texts.pause : (begin ?? texts.begin)}
        </button>
        <Choice
          label={texts.pace}
          words={PACES}
          value={pace.value}
          name={(word) => texts.paces[word]}
          onChange={(word) => {
            pace.value = word
            setter.changePace(word)
          }}
        />
      </div>
      <div class="actions">
        {(['step', 'epoch'] as const).map((going) => (
          <button
            key={going}
            type="button"
            class="plain"
            disabled={disabled}
            // Not disabled: what has the focus keeps it, when the epoch that it asked for was the last.
            aria-disabled={finished}
            onClick={() => !finished && onGo(going)}
          >
            {texts[going]}
          </button>
        ))}
        {children}
      </div>
    </div>
  )
}
