import { createColors } from 'picocolors'

/** Colours on a terminal; none where `NO_COLOR` is set, in a pipe, or on a terminal that has none. */
export function coloured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb'
}

/** What colours text for `stream`, or leaves it as it is. */
export function paintFor(stream: NodeJS.WriteStream): ReturnType<typeof createColors> {
  return createColors(coloured(stream))
}
