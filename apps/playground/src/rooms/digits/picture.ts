import { computed } from '@preact/signals'
import { setting } from '../../state/address.js'
import { whole } from '../../state/codec.js'
import { type Motion, movedDigit } from './moved.js'
import { seeDrawing } from './see.js'
import { digits } from './session.js'
import { clearPaper, strokes } from './strokes.js'

/** Pixels that a digit is moved, and degrees that it is turned, at most: further it would leave the picture. */
export const MOST_PIXELS = 6
export const MOST_DEGREES = 60

/** The test digit that is shown while nothing is written, by its number. */
const example = setting('digits', 'example', whole(0, 9999), 0)

export const right = setting('digits', 'right', whole(-MOST_PIXELS, MOST_PIXELS), 0)
export const down = setting('digits', 'down', whole(-MOST_PIXELS, MOST_PIXELS), 0)
export const turn = setting('digits', 'turn', whole(-MOST_DEGREES, MOST_DEGREES), 0)

export const motion = computed<Motion>(() => ({ right: right.value, down: down.value, turn: turn.value }))

/** What the network is shown, before it is moved. */
export interface Shown {
  /** 784 bytes. */
  readonly pixels: Uint8Array
  /** What it is, where that is known: of test digits. */
  readonly label: number | undefined
}

/** The drawing; without one a test digit; undefined as long as there are none. */
export const shown = computed<Shown | undefined>(() => {
  if (strokes.value.length > 0) return { pixels: seeDrawing(strokes.value), label: undefined }
  const test = digits.value?.test
  return test && testDigit(test, Math.min(example.value, test.labels.length - 1))
})

/** [784]: what the network sees. */
export const seen = computed(() => shown.value && movedDigit(shown.value.pixels, motion.value))

/** Shows a test digit in the place of what is written. */
export function showExample(number: number): void {
  clearPaper()
  example.value = number
  putBack()
}

/** Undoes moving and turning. */
export function putBack(): void {
  right.value = 0
  down.value = 0
  turn.value = 0
}

export function testDigit(
  { features, labels }: { features: Uint8Array; labels: Uint32Array },
  number: number,
): Shown {
  return { pixels: features.subarray(784 * number, 784 * (number + 1)), label: labels[number] }
}
