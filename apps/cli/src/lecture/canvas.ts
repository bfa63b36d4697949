import type { paintFor } from '../output.js'

/** What a dot shows. Where several fall in one character, the last of these gives the colour. */
const INKS = ['soft', 'mark', 'truth', 'line', 'end'] as const
export type Ink = (typeof INKS)[number]

type Paint = ReturnType<typeof paintFor>

/** Dots of a braille character by column and row, as bits added to U+2800. */
const DOTS = [
  [0x01, 0x02, 0x04, 0x40],
  [0x08, 0x10, 0x20, 0x80],
]

/** A picture of dots in a terminal: eight in each character, two across and four down. */
export class Canvas {
  /** In dots. */
  readonly width: number
  readonly height: number
  readonly #columns: number
  readonly #bits: Uint8Array
  /** For each character, 1 + the index of its ink. */
  readonly #inks: Uint8Array

  /** @param columns characters across @param rows characters down */
  constructor(columns: number, rows: number) {
    this.#columns = columns
    this.width = 2 * columns
    this.height = 4 * rows
    this.#bits = new Uint8Array(columns * rows)
    this.#inks = new Uint8Array(columns * rows)
  }

  /** Sets the dot at (x, y), y downwards; nothing outside, or where it is not a number. */
  dot(x: number, y: number, ink: Ink): void {
    const [column, row] = [Math.round(x), Math.round(y)]
    if (!(column >= 0 && column < this.width && row >= 0 && row < this.height)) return
    const at = (row >> 2) * this.#columns + (column >> 1)
    this.#bits[at] |= DOTS[column & 1][row & 3]
    this.#inks[at] = Math.max(this.#inks[at], 1 + INKS.indexOf(ink))
  }

  /** As `dot`, where its character has no dot of another ink. */
  dotWhereEmpty(x: number, y: number, ink: Ink): void {
    const at = (Math.round(y) >> 2) * this.#columns + (Math.round(x) >> 1)
    const there = this.#inks[at] ?? 0
    if (there === 0 || there === 1 + INKS.indexOf(ink)) this.dot(x, y, ink)
  }

  /** A straight line of dots, both ends included; nothing of it outside. */
  line(x0: number, y0: number, x1: number, y1: number, ink: Ink): void {
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)))
    if (!(steps <= 100 * (this.width + this.height))) return
    for (let step = 0; step <= steps; step++) {
      const share = steps === 0 ? 0 : step / steps
      this.dot(x0 + share * (x1 - x0), y0 + share * (y1 - y0), ink)
    }
  }

  /** A cross of five dots. */
  cross(x: number, y: number, ink: Ink): void {
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      this.dot(x + dx, y + dy, ink)
    }
  }

  /** The picture, a text for each row. */
  lines(paint: Paint): string[] {
    const colours: Readonly<Record<Ink, (text: string) => string>> = {
      soft: paint.dim,
      mark: paint.yellow,
      truth: paint.blue,
      line: paint.cyan,
      end: paint.bold,
    }
    return Array.from({ length: this.height / 4 }, (_, row) => {
      const first = row * this.#columns
      let text = ''
      for (let at = first, end = first; at < first + this.#columns; at = end) {
        let run = ''
        for (; end < first + this.#columns && this.#inks[end] === this.#inks[at]; end++) {
          run += String.fromCharCode(0x2800 + this.#bits[end])
        }
        text += this.#inks[at] === 0 ? run : colours[INKS[this.#inks[at] - 1]](run)
      }
      return text
    })
  }
}
