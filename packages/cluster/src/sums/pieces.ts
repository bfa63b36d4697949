/** Floats of a cache line. */
export const LINE = 16

/** Floats that are exchanged at once: half of them, or twice as many, take 3 to 8 % longer, measured. */
export const PIECE = 131_072
