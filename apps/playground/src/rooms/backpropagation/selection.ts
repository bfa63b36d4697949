import { setting } from '../../state/address.js'
import type { Codec } from '../../state/codec.js'
import type { Movable } from './settings.js'

/** An element that can be moved by hand. */
export interface Selection {
  readonly of: Movable
  readonly index: number
}

/** As `V1`: counted from 1. */
const selection: Codec<Selection> = {
  read: (text) => {
    const [, of, count] = /^([VvUuxl])([1-9])$/.exec(text) ?? []
    return of === undefined ? undefined : { of: of as Movable, index: Number(count) - 1 }
  },
  write: ({ of, index }) => `${of}${index + 1}`,
}

/** The number that was taken in hand last: ε is drawn along it. */
export const selected = setting<Selection>('backpropagation', 'along', selection, { of: 'V', index: 0 })
