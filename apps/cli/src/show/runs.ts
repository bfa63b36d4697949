import { basename, relative } from 'node:path'
import { flagsFor } from '../hyperparameters/flags.js'
import { flagOf, HYPERPARAMETERS } from '../hyperparameters/table.js'
import { aligned, widthOf } from '../lecture/align.js'
import type { RunsFacts } from '../report/runs-page.js'
import type { RunRecord } from '../runs/record.js'
import { scoresOf } from '../runs/scores.js'
import { percent, shown } from './format.js'
import { differingFlags } from './sweep.js'

/** Columns of a terminal. */
const WIDTH = 80

/** Characters of a hash that tell runs apart. */
const HASH = 8

/** Flags that decide nothing of the weights; and epochs, which have a column. */
const SILENT: readonly string[] = [
  HYPERPARAMETERS.threads,
  HYPERPARAMETERS.kernels,
  HYPERPARAMETERS.epochs,
].map(flagOf)

/** Runs side by side: what they are called, what they came to, and what they differ in. */
interface Compared {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The flags in which they differ, the same number of cells in each row after the first ones. */
  readonly flags: readonly string[]
}

/** Cells of a row before those of the flags. */
const FIXED = 4

function compare(records: readonly RunRecord[]): Compared {
  const texts = records.map(({ config }) => new Map(flagsFor(config)))
  const flags = differingFlags(texts).filter((flag) => !SILENT.includes(flag))
  const rows = records.map((record, n) => {
    const { folder, config, outcome, epochs } = record
    const hash = outcome.state === 'finished' ? String(outcome.result.weightsHash).replace('sha256:', '') : ''
    return [
      shown(relative('.', folder) || basename(folder)),
      cameTo(record),
      `${epochs[epochs.length - 1]?.epoch ?? 0}/${config.epochs}`,
      hash.slice(0, HASH),
      ...flags.map((flag) => shown(texts[n].get(flag) ?? '')),
    ]
  })
  return { head: ['', 'came to', 'epochs', 'weights', ...flags], rows, flags }
}

/** How well a run did on its test part; one of a sweep in validation, where it stood after its last epoch. */
function cameTo({ outcome, isCandidate, epochs }: RunRecord): string {
  if (outcome.state !== 'finished') return outcome.state
  if (isCandidate) {
    const { valAccuracy, valLoss } = epochs[epochs.length - 1] ?? {}
    if (valAccuracy !== undefined) return `validation ${percent(valAccuracy)}`
    return valLoss === undefined ? outcome.state : `validation loss ${valLoss.toFixed(4)}`
  }
  const [{ scores }] = scoresOf(outcome)
  return `${scores[0].title} ${scores[0].show(scores[0].value)}`
}

/** Runs as a table of 80 columns: of the flags in which they differ those that fit, and the names of the others. */
export function runsLines(records: readonly RunRecord[]): string[] {
  const { head, rows, flags } = compare(records)
  const widths = head.map((cell, at) => Math.max(...[cell, ...rows.map((row) => row[at])].map(widthOf)))
  let kept = FIXED
  let width = widths.slice(0, FIXED).reduce((sum, each) => sum + each + 2, -2)
  while (kept < head.length && width + widths[kept] + 2 <= WIDTH) width += widths[kept++] + 2
  const left = flags.slice(kept - FIXED)
  const sides = head.slice(0, kept).map((_, at) => (at === 0 || at === FIXED - 1 ? 'left' : 'right'))
  return [
    ...aligned(
      [head, ...rows].map((row) => row.slice(0, kept)),
      sides,
    ),
    ...(left.length > 0 ? [`they differ in ${left.join(', ')} too`] : []),
  ]
}

/** The same as JSON, an object a line. */
export function runsJson(records: readonly RunRecord[]): string[] {
  return records.map(({ folder, config, outcome, isCandidate, epochs }) => {
    const { time: _, type: __, ...whole } = outcome.state === 'finished' ? outcome.result : {}
    const result = isCandidate ? { weightsHash: whole.weightsHash, model: whole.model } : whole
    const done = epochs[epochs.length - 1]?.epoch ?? 0
    return JSON.stringify({ type: 'run', folder, state: outcome.state, epochs: done, config, ...result })
  })
}

/** What a page shows of runs. */
export function runsFacts(records: readonly RunRecord[]): RunsFacts {
  const { head, rows } = compare(records)
  const sets = [...new Set(records.map(({ config }) => basename(config.data)))]
  const what = `${records.length === 1 ? '1 run' : `${records.length} runs`} on ${sets.join(', ')}`
  return {
    title: `${what} of antigrad`,
    sentence: `${what}, side by side.`,
    columns: head.slice(1),
    runs: records.map(({ epochs }, n) => ({ name: rows[n][0], cells: rows[n].slice(1), epochs })),
  }
}
