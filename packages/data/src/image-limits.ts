/** Pixels that an image may have: 64 megapixels. */
export const MOST_PIXELS = 64e6

/** Bytes that the file of an image may have. */
export const LARGEST_IMAGE = 2 ** 28
