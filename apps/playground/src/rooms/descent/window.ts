import type { descent } from '@antigrad/core/lecture'

/** A part of the plane. */
export interface Window {
  readonly left: number
  readonly right: number
  readonly bottom: number
  readonly top: number
}

/** The smallest part of the plane with this ratio of height to width that shows all of a landscape's window. */
export function windowOf({ window: [x, y] }: descent.Landscape, ratio: number): Window {
  const [wide, high] = [x.high - x.low, y.high - y.low]
  const width = Math.max(wide, high / ratio)
  const height = width * ratio
  const [middleX, middleY] = [(x.low + x.high) / 2, (y.low + y.high) / 2]
  return {
    left: middleX - width / 2,
    right: middleX + width / 2,
    bottom: middleY - height / 2,
    top: middleY + height / 2,
  }
}

/** The place of a window that is nearest to any place. */
export function placeInside(
  [x, y]: readonly [number, number],
  { left, right, bottom, top }: Window,
): [number, number] {
  return [Math.min(right, Math.max(left, x)), Math.min(top, Math.max(bottom, y))]
}
