/** Of a cell whose decimals nobody has counted. */
export const UNCOUNTED = -2

/** The cells of a row: where each lies, and what was seen of its number on the way. */
export class CellPlaces {
  count = 0
  starts = new Uint32Array(64)
  ends = new Uint32Array(64)
  /** 0 as it is, 1 between quotation marks, 2 with doubled ones among them. */
  quotes = new Uint8Array(64)
  /** Its number; NaN where it is to be read from the bytes. */
  numbers = new Float64Array(64)
  /** Digits after the point, −1 without one, or `UNCOUNTED`. */
  decimals = new Int32Array(64)

  /** Makes space for as many cells again. */
  grow(): void {
    this.starts = larger(this.starts, Uint32Array)
    this.ends = larger(this.ends, Uint32Array)
    this.quotes = larger(this.quotes, Uint8Array)
    this.numbers = larger(this.numbers, Float64Array)
    this.decimals = larger(this.decimals, Int32Array)
  }
}

function larger<Values extends ArrayLike<number> & { set(from: Values): void }>(
  values: Values,
  type: new (length: number) => Values,
): Values {
  const grown = new type(2 * values.length)
  grown.set(values)
  return grown
}
