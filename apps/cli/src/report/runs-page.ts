import type { RecordedEpoch } from '../runs/record.js'
import { accuracyFigure, type Curve, lossFigure, type Point } from './curves.js'
import { type Html, html } from './html.js'
import { page, section } from './page.js'

/** Runs whose curves have names at their ends. */
const MOST_NAMED = 6

/** Characters of such a name. */
const LONGEST_NAME = 10

/** Several runs, as a page shows them. */
export interface RunsFacts {
  /** What they are: `40 runs on mnist`. */
  readonly title: string
  /** What is to be said of them first. */
  readonly sentence: string
  /** What the table says above its cells, but for the name. */
  readonly columns: readonly string[]
  /** In the order of the table; the first is drawn in colour. */
  readonly runs: readonly RunRow[]
}

/** A run in the table, and by epoch. */
export interface RunRow {
  readonly name: string
  /** One for each column. */
  readonly cells: readonly string[]
  readonly epochs: readonly RecordedEpoch[]
}

/** A page about several runs: their curves over each other, and a table. The same facts make the same bytes. */
export function renderRuns(facts: RunsFacts): string {
  const { title, sentence, runs } = facts
  const isValidated = runs.some(({ epochs }) => epochs.some(({ valLoss }) => valLoss !== undefined))
  const others = runs.length > MOST_NAMED ? ', all others faint' : ''
  const note = `Each run in ${isValidated ? 'validation, where it has a part for it' : 'training'}. The first of the table in colour${others}.`
  return page(
    title,
    html`<h1>${sentence}</h1>`,
    html`${section('Learning', note, curves(runs, isValidated))}
${section('Runs', 'What the runs differ in, and what they came to.', table(facts))}`,
  )
}

function curves(runs: readonly RunRow[], isValidated: boolean): Html {
  const last = Math.max(1, ...runs.map(({ epochs }) => epochs[epochs.length - 1]?.epoch ?? 1))
  const losses = curvesOf(runs, (epoch) => (isValidated ? epoch.valLoss : epoch.loss))
  const accuracies = curvesOf(runs, (epoch) => (isValidated ? epoch.valAccuracy : epoch.accuracy))
  if (losses.length === 0) return html`<p class="soft">No run has come to the end of an epoch.</p>`
  return html`<div class="pair">${accuracies.length > 0 && accuracyFigure(accuracies, { last })}${lossFigure(losses, { last })}</div>`
}

/** The curves of runs that have one, the first of them last, so that it is drawn over the others. */
function curvesOf(runs: readonly RunRow[], of: (epoch: RecordedEpoch) => number | undefined): Curve[] {
  const drawn = runs.flatMap(({ name, epochs }, n): Curve[] => {
    const points = epochs.flatMap((epoch): Point[] => {
      const value = of(epoch)
      return value === undefined ? [] : [{ epoch: epoch.epoch, value }]
    })
    if (points.length === 0) return []
    const kind = n === 0 ? 'test' : runs.length <= MOST_NAMED ? 'validation' : 'other'
    return [{ name: name.length > LONGEST_NAME ? `…${name.slice(1 - LONGEST_NAME)}` : name, kind, points }]
  })
  return drawn.reverse()
}

function table({ columns, runs }: RunsFacts): Html {
  return html`<div class="scroll"><table class="list runs">
<thead><tr><th scope="col">run</th>${columns.map((column) => html`<th scope="col" class="number">${column}</th>`)}</tr></thead>
<tbody>${runs.map(
    ({ name, cells }, n) =>
      html`<tr${n === 0 && html` class="chosen"`}><th scope="row">${name}</th>${cells.map((cell) => html`<td class="number">${cell}</td>`)}</tr>
`,
  )}</tbody></table></div>`
}
