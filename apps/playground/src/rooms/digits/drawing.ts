import type { Codec } from '../../state/codec.js'

/** A place on the paper, 0 … 1 from the left and from the top. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A line that the pen drew without being lifted: at least one place. */
export type Stroke = readonly Place[]

/** Places lie on a grid, such that two letters say which: an address gives back the very same drawing. */
const BASE = 36
const GRID = BASE ** 2 - 1

/** No address is longer than what a hand writes on one paper. */
const LONGEST = 8000

/** The place of the grid, and so of the paper, that is nearest to any place. */
export function onGrid({ x, y }: Place): Place {
  const nearest = (at: number) => Math.round(Math.min(1, Math.max(0, at)) * GRID) / GRID
  return { x: nearest(x), y: nearest(y) }
}

/** Strokes as text: four letters for each place, `_` between strokes. */
export const drawing: Codec<readonly Stroke[]> = {
  read: (text) => {
    if (text === '') return []
    if (text.length > LONGEST || !/^([0-9a-z]{4})+(_([0-9a-z]{4})+)*$/.test(text)) return undefined
    return text.split('_').map((stroke) =>
      Array.from({ length: stroke.length / 4 }, (_, n) => ({
        x: coordinateOf(stroke.slice(4 * n, 4 * n + 2)),
        y: coordinateOf(stroke.slice(4 * n + 2, 4 * n + 4)),
      })),
    )
  },
  write: (strokes) =>
    strokes.map((stroke) => stroke.map(({ x, y }) => letters(x) + letters(y)).join('')).join('_'),
}

function coordinateOf(text: string): number {
  return Number.parseInt(text, BASE) / GRID
}

function letters(coordinate: number): string {
  return Math.round(coordinate * GRID)
    .toString(BASE)
    .padStart(2, '0')
}
