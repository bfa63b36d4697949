import { basename, join } from 'node:path'
import { RUN_FILES } from '@antigrad/store'
import { flagsFor } from '../hyperparameters/flags.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { aligned } from '../lecture/align.js'
import type { RunsFacts } from '../report/runs-page.js'
import { type MetricName, metricLabel } from '../run/metric.js'
import { askedBy, type PlannedRun } from '../runs/plan.js'
import type { RunRecord } from '../runs/record.js'
import { type Scores, scoresOf } from '../runs/scores.js'
import type { Ranked } from '../runs/sweep/train-sweep.js'
import { percent, shown } from './format.js'

/** Runs that the table has at most; JSON and the page have all. */
const MOST_LISTED = 20

/** Metrics that are parts of a whole. */
const PARTS: readonly MetricName[] = ['accuracy', 'balanced-accuracy', 'macro-f1']

/** The hyperparameters of a run, as flags with the texts of their values. */
export type FlagTexts = ReadonlyMap<string, string>

function flagTextsOf(run: PlannedRun): FlagTexts {
  return new Map(flagsFor(askedBy(run)))
}

/** The flags in which runs differ, in the order of the help. */
export function differingFlags(runs: readonly FlagTexts[]): string[] {
  const flags = [...new Set(runs.flatMap((each) => [...each.keys()]))]
  return flags.filter((flag) => new Set(runs.map((each) => each.get(flag))).size > 1)
}

/** What a metric came to, for people. */
function metricText(name: MetricName, value: number): string {
  if (Number.isNaN(value)) return '–'
  return PARTS.includes(name) ? percent(value) : value.toPrecision(5)
}

/** A sweep as a table, the best run first, and what the best one came to on the test part. */
export function sweepLines(ranked: readonly Ranked[], metric: MetricName, path: string): string[] {
  const texts = ranked.map(({ run }) => flagTextsOf(run))
  const flags = differingFlags(texts)
  const rows = ranked
    .slice(0, MOST_LISTED)
    .map((each, n) => [
      each.run.name,
      ...flags.map((flag) => shown(texts[n].get(flag) ?? '')),
      each.standing ? metricText(metric, each.standing.value) : each.outcome.state,
      each.standing ? String(each.standing.epochs) : '',
    ])
  const head = ['', ...flags, metricLabel(metric), 'epochs']
  const more = ranked.length - rows.length
  return [
    ...aligned([head, ...rows], ['left', ...head.slice(1).map(() => 'right' as const)]),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...bestLines(ranked, flags, metric, path),
  ]
}

function bestLines(
  ranked: readonly Ranked[],
  flags: readonly string[],
  metric: MetricName,
  path: string,
): string[] {
  const [best] = ranked
  if (!best?.standing || best.outcome.state !== 'finished') return []
  const texts = flagTextsOf(best.run)
  const values = flags
    .filter((flag) => texts.has(flag))
    .map((flag) => `${flag} ${shown(texts.get(flag) ?? '')}`)
  return [
    `best           ${best.run.name}: ${values.join(' ')}`,
    `in validation  ${metricLabel(metric)} ${metricText(metric, best.standing.value)}, the best of ${ranked.length} runs`,
    ...scoresOf(best.outcome).map(testLine),
    `weights        ${String(best.outcome.result.weightsHash)}`,
    `model          ${String(best.outcome.result.model)}`,
    `all runs       ${join(path, RUN_FILES.report)}`,
  ]
}

/** `test part      accuracy 96.55 %; baseline 11.25 %` */
function testLine(scores: Scores): string {
  return `test part      ${testText(scores)}`
}

function testText({ column, scores }: Scores): string {
  const [main] = scores
  const baseline = scores.find(({ key }) => key === 'baseline')
  const of = column === undefined ? '' : `${shown(column)}: `
  const beside = baseline ? `; baseline ${baseline.show(baseline.value)}` : ''
  return `${of}${main.title} ${main.show(main.value)}${beside}`
}

/** What a page shows of a sweep, its records in the same order. */
export function sweepFacts(
  ranked: readonly Ranked[],
  metric: MetricName,
  records: ReadonlyMap<string, RunRecord>,
): RunsFacts {
  const [best] = ranked
  const texts = ranked.map(({ run }) => flagTextsOf(run))
  const flags = differingFlags(texts)
  const data = basename(texts[0].get('--data') ?? HYPERPARAMETERS.data.default.value)
  const what = `${ranked.length} runs on ${data}`
  const tested = best.outcome.state === 'finished' ? scoresOf(best.outcome).map(testText).join(', ') : ''
  return {
    title: `A sweep of ${what} of antigrad`,
    sentence: best.standing
      ? `Of ${what}, ${best.run.name} is the best in validation: ${metricLabel(metric)} ${metricText(metric, best.standing.value)}. On the test part: ${tested}.`
      : `Of ${what} none came to an end.`,
    columns: [...flags, metricLabel(metric), 'epochs', 'state'],
    runs: ranked.map(({ run, outcome, standing }, n) => ({
      name: run.name,
      cells: [
        ...flags.map((flag) => texts[n].get(flag) ?? ''),
        standing ? metricText(metric, standing.value) : '–',
        standing ? String(standing.epochs) : '',
        outcome.state,
      ],
      epochs: records.get(run.name)?.epochs ?? [],
    })),
  }
}

/** The same as JSON: an object a line, the best run first, the result last. Of the others it has no word of the test part. */
export function sweepJson(ranked: readonly Ranked[], metric: MetricName, path: string): string[] {
  const lines = ranked.map(({ run, outcome, standing }, n) => ({
    type: 'run',
    rank: n + 1,
    name: run.name,
    state: outcome.state,
    flags: Object.fromEntries(flagTextsOf(run)),
    ...(standing && { value: standing.value, valLoss: standing.loss, epochs: standing.epochs }),
    ...(outcome.state === 'finished' && { weightsHash: outcome.result.weightsHash }),
  }))
  const [best] = ranked
  const { time: _, type: __, ...result } = best?.outcome.state === 'finished' ? best.outcome.result : {}
  const last = { type: 'result', runs: ranked.length, metric, best: best?.run.name, ...result, folder: path }
  return [...lines, last].map((line) => JSON.stringify(line))
}
