/** The size of an image whose pixels are bytes, row by row. */
export interface Image {
  /** Both in pixels, at least 1. */
  readonly width: number
  readonly height: number
}
