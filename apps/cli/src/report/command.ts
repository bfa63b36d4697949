import { entries, flagOf, valueIn } from '../hyperparameters/table.js'
import { programName } from '../program.js'
import type { RunConfig } from '../run/config.js'

/**
 * The command that repeats a run, as one types it into a shell: its words, each flag with its value. It names the
 * hyperparameters that decide the weights: the number of threads only where it decides the bits.
 */
export function repeatCommand(config: RunConfig): string[] {
  const given = entries().flatMap(([key, entry]) => {
    const value = valueIn(config, key, entry)
    if (value === undefined || entry.decides?.(config) === false) return []
    return [`${flagOf(entry)} ${quoted(entry.values.write(value))}`]
  })
  return [`${programName()} train`, ...given]
}

/** As a word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
