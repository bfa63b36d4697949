import { computed, signal } from '@preact/signals'
import { palette } from '../../figures/palette.js'
import { answerOf } from './answer.js'
import { seen } from './picture.js'
import { weightPictures } from './pictures.js'
import { network } from './session.js'

const BLANK = new Uint8Array(784)

/** The activations of every layer for what the network sees. */
export const activations = computed(() => network.value.activations(seen.value ?? BLANK))

/** The pictures of the weights of all units of the first layer, one below the other. */
export const weightSheet = computed(() => {
  const { architecture, parameters } = network.value
  return weightPictures(architecture, parameters, palette.value)
})

/** z. */
export const outputs = computed(() => activations.value[activations.value.length - 1])

const chosenOutput = signal<number | undefined>(undefined)

/** The output whose sum is shown: the one that was chosen, else the answer. */
export const explained = computed(() => chosenOutput.value ?? answerOf(outputs.value))

/** Explains an output; the one that is explained by choice gives way to the answer again. */
export function explainOutput(digit: number): void {
  chosenOutput.value = chosenOutput.value === digit ? undefined : digit
}

const chosenUnit = signal(0)

/** The unit of the first layer that is shown large. */
export const unit = computed(() => Math.min(chosenUnit.value, network.value.architecture.sizes[1] - 1))

export function chooseUnit(number: number): void {
  chosenUnit.value = number
}
