import { formatFixed } from '../../controls/format.js'
import { PaceControl } from '../../controls/pace-control.js'
import { Slider } from '../../controls/slider.js'
import { TroubleNote } from '../../controls/trouble-note.js'
import { inLanguage } from '../../state/language.js'
import { Failure } from './failure.js'
import { percent } from './learning-curve.js'
import { saveModelFile } from './model-file.js'
import {
  evaluation,
  go,
  history,
  loadedFrom,
  network,
  progress,
  ran,
  setter,
  state,
  trouble,
} from './session.js'
import {
  batchSize,
  commandOf,
  epochs,
  hidden,
  learningRate,
  mostThreads,
  pace,
  runSettings,
  seed,
  threads,
} from './settings.js'
import { digitsTexts } from './texts.js'

/** How well it reads, and the button that makes it learn. */
export function Run() {
  const texts = inLanguage(digitsTexts)
  const now = progress.value
  return (
    <>
      <Reading />
      <PaceControl
        setter={setter}
        pace={pace}
        begin={
          state.value === 'finished'
            ? texts.again
            : state.value === 'begun' && now
              ? texts.resume
              : texts.train
        }
        disabled={state.value === 'opening'}
        finished={state.value === 'finished'}
        onGo={go}
      />
      <p class="note">
        {state.value === 'opening'
          ? !trouble.value && texts.loading
          : now && texts.epoch(formatEpochs(now.epochs), runSettings.value.epochs)}
      </p>
      <Failure />
      <TroubleNote trouble={trouble.value} />
    </>
  )
}

/** Epochs that are done: with decimals where one is under way. */
function formatEpochs(epochs: number): string {
  return formatFixed(epochs, Number.isInteger(epochs) ? 0 : 2)
}

/** The settings of a run, the name of the weights it gave, model files. */
export function Settings({ take }: { take: (file: File | undefined) => void }) {
  const texts = inLanguage(digitsTexts)
  const now = progress.value
  return (
    <>
      <div>
        <Slider label={texts.hidden} value={hidden.value} least={1} most={128} onChange={set(hidden)} />
        <Slider
          label={texts.rate}
          value={learningRate.value}
          least={0.05}
          most={20}
          logarithmic
          onChange={set(learningRate)}
        />
        <Slider label={texts.batch} value={batchSize.value} least={1} most={100} onChange={set(batchSize)} />
        <Slider label={texts.epochs} value={epochs.value} least={1} most={50} onChange={set(epochs)} />
        <Slider
          label={texts.seed}
          value={seed.value}
          least={0}
          most={100}
          format={String}
          onChange={set(seed)}
        />
        {mostThreads > 1 && (
          <Slider
            label={texts.threads}
            value={Math.min(threads.value, mostThreads)}
            least={1}
            most={Math.min(16, mostThreads)}
            onChange={set(threads)}
          />
        )}
      </div>
      <Weighing />
      <div>
        <div class="actions">
          <label class="plain file">
            {texts.load}
            <input
              type="file"
              accept=".safetensors"
              class="unseen"
              onChange={(event) => {
                take(event.currentTarget.files?.[0])
                event.currentTarget.value = ''
              }}
            />
          </label>
          <button
            type="button"
            class="plain"
            disabled={!now && !loadedFrom.value}
            onClick={() => saveModelFile(network.value, history.value.at(-1)?.hash)}
          >
            {texts.save}
          </button>
        </div>
        <p class="note">{texts.drop}</p>
      </div>
    </>
  )
}

function Reading() {
  const texts = inLanguage(digitsTexts)
  const now = progress.value
  const found = evaluation.value
  const said = found ? texts.accuracy : texts.untrained
  return (
    <p class="reading">
      <strong data-testid="accuracy">{found ? percent(found.accuracy) : '–'}</strong>
      <span>{said}</span>
      {loadedFrom.value && (
        <span class="speed">
          {texts.loaded(loadedFrom.value)}, {network.value.architecture.sizes.join('–')}
        </span>
      )}
      {now && pace.value === 'fast' && (
        <span class="speed">{texts.speed(Number(now.examplesPerSecond.toPrecision(2)))}</span>
      )}
    </p>
  )
}

/** The SHA-256 of the weights, and how to have the same in Node. */
function Weighing() {
  const texts = inLanguage(digitsTexts)
  const last = history.value.at(-1)
  const settings = ran.value
  if (!last || !settings) return <p class="note">{texts.noHash}</p>
  return (
    <div class="weighing">
      <p class="note">
        {texts.hash} {texts.hashNote(last.epoch)}
      </p>
      <p class="code" data-testid="command">
        {commandOf(settings, last.epoch)}
      </p>
      <p class={last.hash ? 'code' : 'note'} data-testid="hash" data-epoch={last.epoch}>
        {last.hash ?? texts.insecure}
      </p>
    </div>
  )
}

function set(signal: { value: number }): (value: number) => void {
  return (value) => {
    signal.value = value
  }
}
