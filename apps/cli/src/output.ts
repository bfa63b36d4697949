import { createColors } from 'picocolors'

/**
 * Colours on a terminal; none where `NO_COLOR` is set, in a pipe, or on a terminal that has none. One of no width is what
 * mpirun of Open MPI puts before a pipe of its own.
 */
export function coloured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && stream.columns !== 0 && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}

/** What colours text for `stream`, or leaves it as it is. */
export function paintFor(stream: NodeJS.WriteStream): ReturnType<typeof createColors> {
  return createColors(coloured(stream))
}

/** How many characters fit beside each other: of a terminal, or as `COLUMNS` says; in a pipe any number. */
export function widthOfPage(stream: NodeJS.WriteStream): number {
  const asked = Number(process.env.COLUMNS)
  return stream.columns || (Number.isSafeInteger(asked) && asked > 0 ? asked : Number.POSITIVE_INFINITY)
}
