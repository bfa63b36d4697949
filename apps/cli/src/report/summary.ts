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
  const sentence = html`${begin} ${sentenceEnd(result, unseen)}`
  const right = detailsOf(result)
  const took = effort
    ? [
        `trained in ${duration(effort.seconds)} on ${threadsText(effort.threads)}`,
        `${thousands(effort.examplesPerSecond)} examples a second`,
      ]
    : []
  const more = [...right, ...took].join(' · ')
  return html`<h1>${sentence}</h1>${more !== '' && html`<p class="soft">${more}</p>`}`
}

function sentenceEnd(result: ReportFacts['result'], unseen: string): Html {
  switch (result.kind) {
    case 'classes':
      return html`gets <em>${percent(result.evaluation.accuracy)}</em> of ${unseen} right.`
    case 'labels':
      return html`gets every label of <em>${percent(result.metrics.subsetAccuracy)}</em> of ${unseen} right.`
    case 'numbers':
      return html`predicts ${errorsOf(result.columns)}, on ${unseen}.`
  }
}

function detailsOf(result: ReportFacts['result']): string[] {
  switch (result.kind) {
    case 'classes': {
      const { correct, examples } = result.evaluation
      return [`${thousands(correct)} of ${thousands(examples)} right`, classMetricsText(result.metrics)]
    }
    case 'labels': {
      const { hammingLoss, macroF1 } = result.metrics
      return [`${percent(1 - hammingLoss)} of all labels right`, `macro F1 ${percent(macroF1)}`]
    }
    case 'numbers':
      return []
  }
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
