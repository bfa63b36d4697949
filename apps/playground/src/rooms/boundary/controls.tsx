import { ACTIVATIONS, UPDATE_RULES } from '@antigrad/core'
import type { Signal } from '@preact/signals'
import { Choice } from '../../controls/choice.js'
import { Slider } from '../../controls/slider.js'
import { inLanguage } from '../../state/language.js'
import {
  activation,
  batchSize,
  CLASS_HEADS,
  dropout,
  head,
  learningRate,
  noise,
  rule,
  SETS,
  seed,
  set,
  weightDecay,
} from './settings.js'
import { boundaryTexts } from './texts.js'

/** What the points are and how the network is trained. Every change begins anew. */
export function Controls() {
  const texts = inLanguage(boundaryTexts)
  const choice = <Word extends string>(
    label: string,
    words: readonly Word[],
    chosen: Signal<Word>,
    name: (word: Word) => string,
  ) => (
    <Choice
      label={label}
      words={words}
      value={chosen.value}
      name={name}
      onChange={(word) => {
        chosen.value = word
      }}
    />
  )
  return (
    <>
      {choice(texts.set, SETS, set, (word) => texts.sets[word])}
      <div>
        <Slider
          label={texts.noise}
          value={noise.value}
          least={0}
          most={0.3}
          step={0.01}
          disabled={set.value === 'own'}
          onChange={put(noise)}
        />
        <Slider label={texts.seed} value={seed.value} least={0} most={50} onChange={put(seed)} />
      </div>
      {choice(texts.activation, ACTIVATIONS, activation, (word) => texts.activations[word])}
      {choice(texts.head, CLASS_HEADS, head, (word) => texts.heads[word])}
      {choice(texts.rule, UPDATE_RULES, rule, (word) => texts.rules[word])}
      <div>
        <Slider
          label={texts.rate}
          value={learningRate.value}
          least={0.001}
          most={10}
          logarithmic
          onChange={put(learningRate)}
        />
        <Slider label={texts.batch} value={batchSize.value} least={1} most={100} onChange={put(batchSize)} />
        <Slider
          label={texts.decay}
          value={weightDecay.value}
          least={0}
          most={0.05}
          step={0.001}
          onChange={put(weightDecay)}
        />
        <Slider
          label={texts.dropout}
          value={dropout.value}
          least={0}
          most={0.5}
          step={0.05}
          onChange={put(dropout)}
        />
      </div>
    </>
  )
}

function put(signal: { value: number }): (value: number) => void {
  return (value) => {
    signal.value = value
  }
}
