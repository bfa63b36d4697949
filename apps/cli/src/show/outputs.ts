import type { paintFor } from '../output.js'

/** Characters of a bar for 1. */
const WIDTH = 40

/**
 * The outputs of a network as bars, the largest marked.
 * @param outputs in (0, 1)
 * @param names one for each output
 */
export function outputLines(
  outputs: Float32Array,
  names: readonly string[],
  paint: ReturnType<typeof paintFor>,
): string[] {
  const largest = outputs.indexOf(Math.max(...outputs))
  const width = Math.max(...names.map((name) => name.length))
  return names.map((name, index) => {
    const bar = '█'.repeat(Math.round(outputs[index] * WIDTH)).padEnd(WIDTH)
    const line = `${name.padStart(width)}  ${outputs[index].toFixed(4)}  ${bar}`.trimEnd()
    return index === largest ? paint.bold(line) : line
  })
}
