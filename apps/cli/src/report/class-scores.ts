import { scaleLinear } from 'd3-scale'
import type { NamedScore } from '../run/labels.js'
import { percent, thousands } from '../show/format.js'
import { type Html, html } from './html.js'

/** Classes or labels that are listed; of more, those with the lowest recall. */
export const MOST_LISTED = 60

/** Precision, recall and F1, a class or a label a row, in numbers and on a scale. */
export function scoresFigure(what: 'class' | 'label', all: readonly NamedScore[]): Html {
  const listed =
    all.length > MOST_LISTED
      ? [...all]
          .filter(({ recall }) => !Number.isNaN(recall))
          .sort((a, b) => a.recall - b.recall)
          .slice(0, MOST_LISTED)
      : all
  const shares = listed.flatMap(({ precision, recall }) => [precision, recall]).filter(Number.isFinite)
  const least = Math.min(0.95, ...shares)
  const scale = scaleLinear([Math.max(0, Math.floor(least * 20) / 20), 1], [2, 98])
  const [from] = scale.domain()
  return html`<table class="list scores">
<thead><tr><th scope="col">${what}</th><th scope="col" class="number">examples</th><th scope="col" class="number"><i class="key precision"></i>precision</th><th scope="col" class="number"><i class="key recall"></i>recall</th><th scope="col" class="number">F1</th><th class="scale" aria-hidden="true"><span>${Math.round(from * 100)} %</span><span>100 %</span></th></tr></thead>
<tbody>${listed.map(
    ({ name, support, precision, recall, f1 }) =>
      html`<tr><th scope="row">${name}</th><td class="number">${thousands(support)}</td><td class="number">${percent(precision)}</td><td class="number">${percent(recall)}</td><td class="number">${percent(f1)}</td><td class="scale">${marks(scale, precision, recall)}</td></tr>
`,
  )}</tbody></table>`
}

function marks(scale: (share: number) => number, precision: number, recall: number): Html {
  const at = (share: number): string => `${scale(share).toFixed(1)}%`
  const both = !Number.isNaN(precision) && !Number.isNaN(recall)
  return html`<svg class="marks" aria-hidden="true"><line class="rule" x1="2%" x2="98%" y1="8" y2="8"/>
${both && html`<line class="between" x1="${at(precision)}" x2="${at(recall)}" y1="8" y2="8"/>`}
${!Number.isNaN(precision) && html`<circle class="precision" cx="${at(precision)}" cy="8" r="4"/>`}
${!Number.isNaN(recall) && html`<circle class="recall" cx="${at(recall)}" cy="8" r="3.5"/>`}</svg>`
}
