import { aligned } from '../lecture/align.js'
import type { Outcome } from '../runs/outcome.js'
import { type Score, type Scores, scoresOf } from '../runs/scores.js'
import { type Spread, spreadOf } from '../runs/spread.js'
import type { ThreadsOfEach } from '../runs/train-all.js'
import { shown } from './format.js'
import { threadsText } from './result.js'

/** One of several runs, and what it came to. */
export interface EndedRun {
  /** Of its folder: `fold-2`. */
  readonly name: string
  readonly outcome: Outcome
}

/** How well several runs did, one score of one column over all that are finished. */
export interface Summary {
  readonly column?: string
  readonly scores: readonly (Omit<Score, 'value'> & Spread)[]
}

/** The mean and the standard deviation of each score of the runs that are finished. */
function summaryOf(runs: readonly EndedRun[]): Summary[] {
  const all = runs.flatMap(({ outcome }) => (outcome.state === 'finished' ? [scoresOf(outcome)] : []))
  const [first = []] = all
  return first.map(({ column, scores }, at) => ({
    ...(column !== undefined && { column }),
    scores: scores.map(({ value: _, ...score }, s) => ({
      ...score,
      ...spreadOf(all.map((each) => each[at].scores[s].value)),
    })),
  }))
}

/**
 * Several runs as a table, a run a row, and the mean ± standard deviation below.
 * @param kind what they are: `folds`
 * @param path of the folder with a folder for each
 */
export function severalLines(runs: readonly EndedRun[], kind: string, path: string): string[] {
  const finished = runs.filter(({ outcome }) => outcome.state === 'finished').length
  const others = runs.length - finished
  const what = `${finished} ${kind}${others > 0 ? `, without ${others} that diverged` : ''}`
  return [
    ...summaryOf(runs).flatMap(({ column, scores }, at) => [
      ...(column === undefined ? [] : [`${shown(column)}:`]),
      ...tableOf(runs, scores, at),
      meanLine(scores, what),
    ]),
    `models         ${path}, a folder each`,
  ]
}

/** The same as JSON: an object a line, the runs first, mean and standard deviation last. */
export function severalJson(runs: readonly EndedRun[], path: string): string[] {
  const lines = runs.map(({ name, outcome }) => {
    const { time: _, type: __, ...result } = outcome.state === 'finished' ? outcome.result : {}
    return { type: 'run', name, state: outcome.state, ...result }
  })
  const summary = summaryOf(runs).map(({ column, scores }) => ({
    ...(column !== undefined && { name: column }),
    mean: Object.fromEntries(scores.map(({ key, mean }) => [key, mean])),
    deviation: Object.fromEntries(scores.map(({ key, deviation }) => [key, deviation])),
  }))
  const finished = runs.filter(({ outcome }) => outcome.state === 'finished').length
  return [...lines, { type: 'result', runs: runs.length, finished, scores: summary, folder: path }].map(
    (line) => JSON.stringify(line),
  )
}

/**
 * How several runs share the cores, for people: `5 runs on 2 cores: 2 at a time, with 1 thread each`.
 * @param cores of each rank
 */
export function sideBySide(runs: number, cores: readonly number[], { most, each }: ThreadsOfEach): string {
  const all = sumOf(cores)
  const together = sumOf(cores.map((own) => Math.max(1, Math.floor(own / (each ?? 1)))))
  const atATime = Math.min(runs, together)
  const threads = each ?? Math.max(1, Math.min(most, Math.floor(all / atATime)))
  const ofRanks = cores.length > 1 ? ` of ${cores.length} ranks` : ''
  const left = each === undefined && most > threads ? '; those left at the end share the cores' : ''
  return `${runs === 1 ? '1 run' : `${runs} runs`} on ${all} cores${ofRanks}: ${atATime} at a time, with ${threadsText(threads)} each${left}`
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}

/** A run that has come to its end, in a line: `fold-2  accuracy 96.67 %`. */
export function endedLine({ name, outcome }: EndedRun): string {
  if (outcome.state !== 'finished') return `${name}  ${outcome.state}`
  const [{ scores }] = scoresOf(outcome)
  return `${name}  ${scores[0].title} ${scores[0].show(scores[0].value)}`
}

function tableOf(runs: readonly EndedRun[], titles: Summary['scores'], at: number): string[] {
  const rows = runs.map(({ name, outcome }) => [name, ...cellsOf(outcome, at)])
  const sides = ['left', ...titles.map(() => 'right' as const)] as const
  return aligned([['', ...titles.map((score) => score.title)], ...rows], sides)
}

function cellsOf(outcome: Outcome, at: number): string[] {
  if (outcome.state !== 'finished') return [outcome.state]
  const { scores }: Scores = scoresOf(outcome)[at]
  return scores.map(({ value, show }) => show(value))
}

/** `accuracy       96.00 % ± 2.79 %, mean ± standard deviation of 5 folds; baseline 33.33 %` */
function meanLine(scores: Summary['scores'], what: string): string {
  const [main] = scores
  const baseline = scores.find(({ key }) => key === 'baseline')
  const beside = baseline ? `; baseline ${baseline.show(baseline.mean)}` : ''
  return `${main.title.padEnd(15)}${spreadText(main)}, mean ± standard deviation of ${what}${beside}`
}

function spreadText({ mean, deviation, show }: Summary['scores'][number]): string {
  return Number.isNaN(deviation) ? show(mean) : `${show(mean)} ± ${show(deviation)}`
}
