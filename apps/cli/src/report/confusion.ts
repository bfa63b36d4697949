import { thousands } from '../show/format.js'
import type { ClassResult } from './facts.js'
import { type Html, html } from './html.js'

/** Classes that a matrix can show. */
const MOST_CLASSES = 26
/** Pairs of classes that a list shows instead. */
const MOST_PAIRS = 30

/** The confusion matrix; with too many classes for one, the pairs that are mistaken most often. */
export function confusionFigure(result: ClassResult): Html {
  return result.names.length > MOST_CLASSES ? pairs(result) : matrix(result)
}

function matrix({ names, evaluation }: ClassResult): Html {
  const { confusion, classes } = evaluation
  const count = names.length
  const mistakes = confusion.filter((_, at) => Math.floor(at / count) !== at % count)
  const most = Math.max(1, ...mistakes)
  const long = names.some((name) => name.length > 3)
  const cell = (row: number, column: number): Html => {
    const found = confusion[row * count + column]
    if (found === 0) return html`<td class="none">·</td>`
    const right = row === column
    // Right ones by their share of the class, mistakes by the most frequent one: they are few, and what matters.
    const share = right ? found / classes[row].support : found / most
    const shade = Math.round(right ? 6 + 14 * share : 8 + 47 * share)
    return html`<td class="${right ? 'right' : 'wrong'}" style="--shade:${shade}%">${found}</td>`
  }
  return html`<div class="scroll"><table class="matrix${long ? ' long' : ''}" style="--cells:${count};--digits:${String(Math.max(...confusion)).length}" aria-label="confusion matrix">
<thead><tr><th class="corner"><span class="soft">true</span></th>${names.map((name) => html`<th scope="col"><span>${name}</span></th>`)}</tr></thead>
<tbody>${names.map(
    (name, row) =>
      html`<tr><th scope="row">${name}</th>${names.map((_, column) => cell(row, column))}</tr>
`,
  )}</tbody></table></div>`
}

function pairs({ names, evaluation }: ClassResult): Html {
  const count = names.length
  const found = [...evaluation.confusion.entries()]
    .filter(([at, times]) => times > 0 && Math.floor(at / count) !== at % count)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_PAIRS)
  return html`<table class="list"><thead><tr><th scope="col">true</th><th scope="col">taken for</th><th scope="col" class="number">times</th></tr></thead>
<tbody>${found.map(
    ([at, times]) =>
      html`<tr><td>${names[Math.floor(at / count)]}</td><td>${names[at % count]}</td><td class="number">${thousands(times)}</td></tr>`,
  )}</tbody></table>`
}
