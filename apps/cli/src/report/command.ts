import { isExact } from '@antigrad/parallel/settings'
import type { RunConfig } from '../run/config.js'

/**
 * The command that repeats a run, as one types it into a shell: its words, each flag with its value. The number of threads is part of it only where
 * it decides the bits.
 */
export function repeatCommand(config: RunConfig): string[] {
  const { data, table, valSplit, patience, hidden, strategy } = config
  const flags: readonly (readonly [name: string, value: string | number | undefined])[] = [
    ['data', data],
    ['label', table?.label.join(',')],
    ['features', table?.features?.join(',')],
    ['categories', table?.categories?.join(',')],
    ['task', table?.task === 'auto' ? undefined : table?.task],
    ['val-split', valSplit],
    ['patience', patience],
    ['hidden', hidden.length === 0 ? 'none' : hidden.join(',')],
    ['epochs', config.epochs],
    ['batch-size', config.batchSize],
    ['lr', config.learningRate],
    ['seed', config.seed],
    ['strategy', strategy],
    ['threads', isExact(strategy) ? undefined : config.threads],
  ]
  const given = flags.flatMap(([name, value]) => (value === undefined ? [] : [`--${name} ${quoted(value)}`]))
  return ['antigrad train', ...given]
}

/** As a word of a POSIX shell. */
function quoted(value: string | number): string {
  const text = String(value)
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
