/** Pixels that an image may have: 64 megapixels. */
export const MOST_PIXELS = 64e6

/** Bytes that the samples of a PNG image may take: 64 megapixels in grey, 44 in colours of 8 bits. */
export const MOST_SAMPLES = 2 ** 27

/** Bytes that the file of an image may have. */
export const LARGEST_IMAGE = 2 ** 28
