/** Floats of a cache line. */
export const LINE = 16

/** Floats that are received and added at once: 16k were too few, measured. */
export const PIECE = 65_536
