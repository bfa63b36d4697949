/** Whole numbers in [first, last). */
export interface Range {
  readonly first: number
  readonly last: number
}
