/** A place in the drawing. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Where a name stands beside the number that it names. */
export type NamePlace = 'before' | 'after' | 'above' | 'below'

/** Where everything of the graph lies, in the units of its view box. */
export interface Geometry {
  readonly width: number
  readonly height: number
  /** The layers one after the other from left to right, or from top to bottom. */
  readonly across: boolean
  readonly inputs: readonly Point[]
  readonly hidden: readonly Point[]
  readonly outputs: readonly Point[]
  readonly loss: Point
  /** Half the width and height of a unit's capsule. */
  readonly capsule: Point
  /** Radius of an input. */
  readonly radius: number
}

/** The graph from left to right, for wide places. */
function across([inputs, hidden, outputs]: readonly [number, number, number]): Geometry {
  const single = hidden === 1
  const height = single ? 190 : 520
  const at = (x: number, count: number, spacing: number) =>
    spread(count, height, spacing).map((y) => ({ x, y: y + (single ? 20 : 10) }))
  const columns = single ? [30, 252, 500, 680] : [30, 335, 650, 850]
  return {
    width: single ? 740 : 912,
    height,
    across: true,
    inputs: at(columns[0], inputs, 230),
    hidden: at(columns[1], hidden, 172),
    outputs: at(columns[2], outputs, 210),
    loss: at(columns[3], 1, 0)[0],
    capsule: { x: 62, y: 24 },
    radius: 28,
  }
}

/** The graph from top to bottom, for narrow places. */
function down([inputs, hidden, outputs]: readonly [number, number, number]): Geometry {
  const width = 372
  const single = hidden === 1
  const at = (y: number, count: number, spacing: number) =>
    spread(count, width, spacing).map((x) => ({ x, y }))
  const rows = single ? [32, 225, 425, 545] : [32, 335, 626, 756]
  return {
    width,
    height: rows[3] + 24,
    across: false,
    inputs: at(rows[0], inputs, 180),
    hidden: at(rows[1], hidden, 124),
    outputs: at(rows[2], outputs, 186),
    loss: { x: width / 2, y: rows[3] },
    capsule: { x: 54, y: 23 },
    radius: 27,
  }
}

/**
 * How far along its edge the number of a weight lies, such that no two of them meet: from left to right they
 * stand apart by themselves, from top to bottom each unit's stand in a row of their own.
 */
export function weightPart({ across, hidden }: Geometry, layer: 0 | 1, to: number): number {
  if (hidden.length === 1) return 0.5
  if (across) return 0.32
  return layer === 0 ? [0.22, 0.46, 0.7][to] : [0.28, 0.53][to]
}

/** Where the name of a weight stands beside its number: before it, or above where there is no room to the left. */
export function weightName({ across }: Geometry): NamePlace {
  return across ? 'before' : 'above'
}

/** Where the labels lie that the outputs are compared with: about the loss. */
export function labelsOf({ across, outputs, loss }: Geometry): Point[] {
  if (outputs.length === 1) return [across ? { x: loss.x, y: loss.y - 84 } : { x: loss.x + 120, y: loss.y }]
  return across
    ? [-96, 96].map((by) => ({ x: loss.x, y: loss.y + by }))
    : [-140, 140].map((by) => ({ x: loss.x + by, y: loss.y }))
}

export function geometryOf(sizes: readonly [number, number, number], narrow: boolean): Geometry {
  return narrow ? down(sizes) : across(sizes)
}

/** The ends of the edge from unit `from` of a layer to unit `to` of the next, on the rims of both. */
export function edge(geometry: Geometry, layer: 0 | 1, from: number, to: number): readonly [Point, Point] {
  const { across, inputs, hidden, outputs, capsule, radius } = geometry
  const a = layer === 0 ? inputs[from] : hidden[from]
  const b = layer === 0 ? hidden[to] : outputs[to]
  const leave = layer === 0 ? radius : across ? capsule.x : capsule.y
  const enter = across ? capsule.x : capsule.y
  return across
    ? [
        { x: a.x + leave, y: a.y },
        { x: b.x - enter, y: b.y },
      ]
    : [
        { x: a.x, y: a.y + leave },
        { x: b.x, y: b.y - enter },
      ]
}

/** The place on an edge at `part` of its way. */
export function along([a, b]: readonly [Point, Point], part: number): Point {
  return { x: a.x + (b.x - a.x) * part, y: a.y + (b.y - a.y) * part }
}

/** `count` places about the middle of `extent`. */
function spread(count: number, extent: number, spacing: number): number[] {
  return Array.from({ length: count }, (_, k) => extent / 2 + (k - (count - 1) / 2) * spacing)
}
