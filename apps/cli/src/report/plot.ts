import { type Child, type Html, html } from './html.js'

/** Where a plot has its axes, in the units of its picture, which are about pixels. */
export interface Area {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** A position along an axis, and what it says there. */
export interface Tick {
  readonly at: number
  readonly label: string
}

/** A plot: horizontal rules at the ticks of y, ticks of x below, and what is drawn over them. */
export function plot(
  area: Area,
  ticks: { readonly x: readonly Tick[]; readonly y: readonly Tick[] },
  name: string,
  drawn: readonly Child[],
): Html {
  const { width, height, left, right, bottom } = area
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}">
${ticks.y.map(({ at, label }) => {
  const y = coordinate(at)
  return html`<line class="rule" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/><text x="${left - 8}" y="${y}" dy="0.32em" text-anchor="end">${label}</text>`
})}
${ticks.x.map(({ at, label }) => html`<text x="${coordinate(at)}" y="${height - bottom + 18}" text-anchor="middle">${label}</text>`)}
${drawn}
</svg>`
}

/** A coordinate with as many digits as can be seen. */
export function coordinate(value: number): number {
  return Math.round(value * 100) / 100
}

/**
 * Moves labels apart that would overlap, as little as it takes.
 * @param wanted where each would be
 * @returns where each is, at least `distance` from the next, none beyond `last`
 */
export function apart(wanted: readonly number[], distance: number, last: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b])
  const positions = [...wanted]
  let before = Number.NEGATIVE_INFINITY
  for (const index of order) {
    positions[index] = Math.max(wanted[index], before + distance)
    before = positions[index]
  }
  let next = last + distance
  for (const index of order.reverse()) {
    positions[index] = Math.min(positions[index], next - distance)
    next = positions[index]
  }
  return positions
}

/** Every so many of a list that is longer than `most`; the last is kept. */
export function thinned<Item>(items: readonly Item[], most: number): readonly Item[] {
  const stride = Math.ceil(items.length / most)
  return items.filter((_, index) => (items.length - 1 - index) % stride === 0)
}
