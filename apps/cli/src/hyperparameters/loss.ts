import { type Head, UsageError } from '@antigrad/core'
import { oneOf, type Values } from './values.js'

/** What the command calls a head: the names of Keras and PyTorch, but for the lecture's. */
export const LOSSES = {
  squared: { head: 'squared', help: 'squares after a sigmoid' },
  mse: { head: 'linear-squared', help: 'squares of linear outputs' },
  'cross-entropy': { head: 'softmax-cross-entropy', help: 'softmax' },
  'binary-cross-entropy': { head: 'sigmoid-cross-entropy', help: 'a sigmoid for each output' },
  huber: { head: 'huber', help: 'of linear outputs' },
} as const satisfies Record<string, { head: Head; help: string }>

/** A key of `LOSSES`. */
export type LossName = keyof typeof LOSSES

/** `auto` leaves it to the data, and a config keeps what that was. */
export type LossChoice = LossName | 'auto'

const NAMES: Values<LossName> = oneOf(...(Object.keys(LOSSES) as LossName[]))

export const lossNames: Values<LossChoice, LossName> = {
  ...oneOf('auto', ...(Object.keys(LOSSES) as LossName[])),
  expected: NAMES.expected,
  accepts: NAMES.accepts,
}

/** The loss that is meant. */
export function chosenLoss(choice: LossChoice, classifies: boolean): LossName {
  if (choice !== 'auto') return choice
  return classifies ? 'cross-entropy' : 'mse'
}

/**
 * What a network ends with, for a loss and the data it is to learn.
 * @throws UsageError for the cross-entropy of numbers
 */
export function headFor(choice: LossChoice, classifies: boolean): Head {
  const { head } = LOSSES[chosenLoss(choice, classifies)]
  if (head === 'softmax-cross-entropy' && !classifies) {
    throw new UsageError('--loss cross-entropy: expected classes to learn, found numbers; take mse or huber')
  }
  return head
}

/** What the command calls a head. */
export function lossOf(head: Head): LossName {
  const found = (Object.keys(LOSSES) as LossName[]).find((name) => LOSSES[name].head === head)
  if (found === undefined) throw new Error(`no loss has the head ${head}`)
  return found
}
