import { computed, signal } from '@preact/signals'
import { setting } from '../../state/address.js'
import type { Codec } from '../../state/codec.js'
import type { Movable } from './settings.js'

/** An element that can be moved by hand. */
export interface Selection {
  readonly of: Movable
  readonly index: number
}

/** An element of the graph that can be pointed at: moved by hand or computed. */
export interface Pointed {
  readonly of: Movable | 'p' | 'y' | 'q' | 'z'
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

/** What is under the pointer. */
export const pointed = signal<Pointed | undefined>(undefined)

/** What the graph shows the neighbours of. */
export const looked = computed<Pointed>(() => pointed.value ?? selected.value)

/** The events of a part of the graph that can be pointed at. */
export function pointing(of: Pointed['of'], index: number) {
  return {
    onPointerEnter: () => {
      pointed.value = { of, index }
    },
    onPointerLeave: () => {
      pointed.value = undefined
    },
  }
}

/**
 * Whether a weight belongs to an element: it is the weight itself, leads to the sum, or takes from the input.
 * @param layer 0 of V, 1 of U
 * @param unit its row: where it leads
 * @param input its column: what it multiplies
 * @param columns of its matrix
 */
export function isWeightOf(
  { of, index }: Pointed,
  { layer, unit, input, columns }: Readonly<Record<'layer' | 'unit' | 'input' | 'columns', number>>,
): boolean {
  if (of === (layer === 0 ? 'V' : 'U')) return index === unit * columns + input
  if (of === 'p' || of === 'v') return layer === 0 && index === unit
  if (of === 'q' || of === 'u') return layer === 1 && index === unit
  if (of === 'x') return layer === 0 && index === input
  return of === 'y' && layer === 1 && index === input
}
