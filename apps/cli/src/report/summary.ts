import { basename } from 'node:path'
import { classMetricsText } from '../show/class-metrics.js'
import { duration, percent, thousands } from '../show/format.js'
import { threadsText } from '../show/result.js'
import type { NumberColumn, ReportFacts } from './facts.js'
import { type Html, html } from './html.js'
import { measured } from './number.js'

/** Columns that the sentence names. */
const MOST_NAMED = 3

/** What the run was and came to, as text: the page's title. */
export function titleOf({ config }: ReportFacts): string {
  return `${dataName(config.data)}: a run of antigrad`
}

/** The run in one sentence, and what it took in a line below. */
export function summary(facts: ReportFacts): Html {
  const { config, sizes, examples, bestEpoch = facts.epochs, effort, result } = facts
  const epochs = bestEpoch === 1 ? '1 epoch' : `${thousands(bestEpoch)} epochs`
  const begin = `After ${epochs} on ${thousands(examples.train)} examples of ${dataName(config.data)}, a network of ${sizes.join('–')} units`
  const unseen = `${thousands(examples.test)} unseen examples`
  const sentence =
    result.kind === 'classes'
      ? html`${begin} gets <em>${percent(result.evaluation.accuracy)}</em> of ${unseen} right.`
      : html`${begin} predicts ${errorsOf(result.columns)}, on ${unseen}.`
  const right =
    result.kind === 'classes'
      ? [
          `${thousands(result.evaluation.correct)} of ${thousands(result.evaluation.examples)} right`,
          classMetricsText(result.metrics),
        ]
      : []
  const took = effort
    ? [
        `trained in ${duration(effort.seconds)} on ${threadsText(effort.threads)}`,
        `${thousands(effort.examplesPerSecond)} examples a second`,
      ]
    : []
  const more = [...right, ...took].join(' · ')
  return html`<h1>${sentence}</h1>${more !== '' && html`<p class="soft">${more}</p>`}`
}

function errorsOf(columns: readonly NumberColumn[]): Html {
  const named = columns.slice(0, MOST_NAMED)
  const more = columns.length - named.length
  return html`${named.map((column, index) => errorOf(column, index, columns.length))}${more > 0 && ` and ${more} more`}`
}

function errorOf({ name, rmse }: NumberColumn, index: number, count: number): Html {
  const before = index === 0 ? '' : index === count - 1 ? ' and ' : ', '
  return html`${before}${name} with an RMSE of <em>${measured(rmse)}</em>`
}

/** A name as it is, of a path its last part. */
function dataName(data: string): string {
  return basename(data) || data
}
