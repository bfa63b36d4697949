import type { Plane } from '../images/plane.js'
import { FAINT } from './ink.js'

/** Lines are at most so thick, as a share of the picture's longer side, */
const THICK = 0.025

/** Columns that one thin piece of ink takes: for each the first and the last row. */
export interface Thread {
  readonly start: number
  readonly rows: (readonly [first: number, last: number])[]
}

export function thicknessIn({ width, height }: Plane): number {
  return Math.max(3, Math.round(THICK * Math.max(width, height)))
}

/** Thin pieces of ink that go on from column to column. */
export function threadsOf(plane: Plane, thickness: number): Thread[] {
  const threads: Thread[] = []
  let open: Thread[] = []
  for (let x = 0; x < plane.width; x++) {
    const next: Thread[] = []
    for (const run of runsIn(plane, x)) {
      if (run[1] - run[0] >= thickness) continue
      const known = open.find(({ rows }) => {
        const [first, last] = rows[rows.length - 1]
        return run[0] <= last + 1 && run[1] >= first - 1
      })
      const thread = known && !next.includes(known) ? known : { start: x, rows: [] }
      if (thread !== known) threads.push(thread)
      thread.rows.push(run)
      next.push(thread)
    }
    open = next
  }
  return threads
}

/** Where a column has ink: first and last row of each run. */
export function runsIn({ width, height, values }: Plane, x: number): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (let y = 0; y < height; y++) {
    if (values[y * width + x] < FAINT) continue
    const last = runs.at(-1)
    if (last && last[1] === y - 1) last[1] = y
    else runs.push([y, y])
  }
  return runs
}
