import { flagsFor } from '../hyperparameters/flags.js'
import { programName } from '../program.js'
import type { RunConfig } from '../run/config.js'

/**
 * The command that repeats a run, as one types it into a shell: its words, each flag with its value. It names the
 * hyperparameters that decide the weights: the number of threads only where it decides the bits.
 */
export function repeatCommand(config: RunConfig): string[] {
  const given = flagsFor(config, (entry) => entry.decides?.(config) !== false)
  return [
    `${programName()} train`,
    ...given.map(([flag, text]) => (text === '' ? flag : `${flag} ${quoted(text)}`)),
  ]
}

/** As a word of a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
