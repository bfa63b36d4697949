import { computed, signal } from '@preact/signals'
import { slowly } from '../../state/slowly.js'
import { answerOf } from './answer.js'
import { testDigit } from './picture.js'
import { digits, evaluation, network, setter } from './session.js'

/** A cell of the table of what is taken for what. */
export interface Cell {
  readonly is: number
  readonly taken: number
}

const counts = computed(() => evaluation.value?.confusion)
const slowCounts = slowly(counts, 250)

/**
 * How often each digit was taken for which, [10 × 10]: a table of a hundred buttons, which is not drawn with every step. As soon
 * as the network rests it is of the same network as the digits beside it.
 */
export const confusion = computed(() => (setter.running.value ? slowCounts.value : counts.value))

/** The cell that was chosen. */
const chosen = signal<Cell | undefined>(undefined)

/** The cell whose digits are shown: the one that was chosen, else that of the most mistakes. */
export const cell = computed<Cell | undefined>(() => {
  const shown = confusion.value
  if (!shown) return undefined
  if (chosen.value) return chosen.value
  const mistakes = shown.map((count, n) => (n % 11 === 0 ? 0 : count))
  const worst = mistakes.indexOf(Math.max(...mistakes))
  return { is: Math.floor(worst / 10), taken: worst % 10 }
})

export function chooseCell(wanted: Cell): void {
  chosen.value = wanted
}

/** A test digit of a cell. */
export interface ReadDigit {
  /** Its number among the test digits. */
  readonly number: number
  readonly pixels: Uint8Array
  /** The output of what it was taken for. */
  readonly output: number
}

/** What the network makes of all test digits, while it rests: [digits × 10]. */
const outputsOfAll = computed(() => {
  const test = digits.value?.test
  return setter.running.value || !test ? undefined : network.value.predictBatch(test.features)
})

/**
 * The test digits of the cell: mistakes by how sure the network was of them, right answers the other way round. Undefined while
 * the network changes.
 */
export const digitsOfCell = computed<readonly ReadDigit[] | undefined>(() => {
  const test = digits.value?.test
  const z = outputsOfAll.value
  const wanted = cell.value
  if (!test || !z || !wanted) return undefined
  const { is, taken } = wanted
  const found: ReadDigit[] = []
  for (const [number, label] of test.labels.entries()) {
    const row = z.subarray(10 * number, 10 * number + 10)
    if (label !== is || answerOf(row) !== taken) continue
    found.push({ number, pixels: testDigit(test, number).pixels, output: row[taken] })
  }
  const sign = is === taken ? 1 : -1
  return found.sort((a, b) => sign * (a.output - b.output))
})
