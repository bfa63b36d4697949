import type { Plane } from '../images/plane.js'
import { transposed } from './closing.js'
import { FAINT } from './ink.js'
import { type Line, linesAlongRows, runAt } from './straight-lines.js'
import { thicknessIn } from './threads.js'

/** All pieces of a line together reach over as much of the side, */
const REACH = 0.85

/** or so much where four make a frame, */
const FRAME = 0.2

/** Ink without the lines of its paper. */
export interface Unlined {
  readonly plane: Plane
  /** Lines that were taken away, along either side. */
  readonly lines: number
  /** One line alone, as strong as ink: it may have been a stroke. */
  readonly doubtful: boolean
}

/** Takes straight lines away that run through all the picture, as ruled paper has them, and frames: strokes that cross them stay. */
export function withoutLines(plane: Plane): Unlined {
  const across = linesAlongRows(plane, REACH)
  const turned = transposed(erased(plane, across))
  const down = linesAlongRows(turned, REACH)
  const found = [...across, ...down]
  const unlined = withoutFrame(transposed(erased(turned, down)))
  return {
    plane: unlined,
    lines: found.length,
    doubtful: found.length === 1 && found[0].strength > 0.6,
  }
}

/** Without a frame of four thin straight lines about the size of a digit or larger, where there is more within it than beside. */
function withoutFrame(plane: Plane): Plane {
  const across = linesAlongRows(plane, FRAME)
  const turned = transposed(plane)
  const down = linesAlongRows(turned, FRAME)
  const near = 0.04 * Math.max(plane.width, plane.height)
  const isNear = (a: number, b: number) => Math.abs(a - b) <= near
  for (const top of across) {
    for (const bottom of across) {
      if (heightAt(bottom) - heightAt(top) < 5 * near) continue
      if (!isNear(top.begin, bottom.begin) || !isNear(top.end, bottom.end)) continue
      const sides = [top.begin, top.end].map((x) =>
        down.find((side) => {
          const reaches = side.begin <= heightAt(top) + near && side.end >= heightAt(bottom) - near
          return isNear(heightAt(side), x) && reaches
        }),
      )
      const [left, right] = sides
      if (!left || !right || left === right) continue
      return transposed(erased(transposed(erased(plane, [top, bottom])), [left, right]))
    }
  }
  return plane
}

/** Where the middle of a line lies, across its direction. */
function heightAt({ from, slope, begin, end }: Line): number {
  return from + (slope * (begin + end)) / 2
}

/** A plane without the ink of some lines: it stays where a stroke crosses, and where there is more than a line has. */
function erased(plane: Plane, lines: readonly Line[]): Plane {
  const thickness = thicknessIn(plane)
  const values = plane.values.slice()
  for (const line of lines) {
    const isWhole = line.end - line.begin >= REACH * plane.width
    const [begin, end] = isWhole ? [0, plane.width] : [line.begin, line.end]
    for (let x = begin; x < end; x++) {
      const run = runAt(plane, line, x)
      if (!run || run[1] - run[0] > thickness) continue
      for (let y = run[0]; y <= run[1]; y++) {
        const at = y * plane.width + x
        if (values[at] <= 1.5 * line.strength + FAINT) values[at] = 0
      }
    }
  }
  return { ...plane, values }
}
