import { MOST_LISTED, scoresFigure } from './class-scores.js'
import { configurationTable } from './configuration.js'
import { confusionFigure } from './confusion.js'
import { curvesFigures } from './curves.js'
import type { ClassResult, LabelResult, NumberResult, ReportFacts } from './facts.js'
import { firstLayerFigure } from './first-layer.js'
import { type Html, html } from './html.js'
import { mistakesFigure } from './mistakes.js'
import { page, section } from './page.js'
import { MOST_SCATTERS, scatterFigure } from './scatter.js'
import { summary, titleOf } from './summary.js'

/**
 * A report of a run as one HTML page that needs nothing else: no script, no font, no address. The same facts
 * make the same bytes.
 */
export function renderReport(facts: ReportFacts): string {
  const { result } = facts
  return page(
    titleOf(facts),
    summary(facts),
    html`${section('Learning', curvesNote(facts), curvesFigures(facts))}
${resultSections(result)}
${facts.firstLayer && section('First layer', firstLayerNote(facts), firstLayerFigure(facts.firstLayer, facts.sizes.length === 2 && result.kind === 'classes' ? result.names : undefined))}
${section('Configuration', 'The command gives the same weights, bit for bit, on any number of threads.', configurationTable(facts))}`,
  )
}

function resultSections(result: ReportFacts['result']): Html {
  switch (result.kind) {
    case 'classes':
      return classSections(result)
    case 'labels':
      return labelSection(result)
    case 'numbers':
      return predictions(result)
  }
}

function labelSection({ metrics }: LabelResult): Html {
  const { labels } = metrics
  const listed =
    labels.length > MOST_LISTED
      ? ` The ${MOST_LISTED} labels with the lowest recall, of ${labels.length}.`
      : ''
  return section(
    'Labels',
    `An output above ½ says that the label holds. Precision: how many of those said to have it do. Recall: how many of those that have it were found. F1: the harmonic mean of both.${listed}`,
    scoresFigure('label', labels),
  )
}

function classSections(result: ClassResult): Html {
  const { evaluation, mistakes, names } = result
  const wrong = evaluation.examples - evaluation.correct
  const scores =
    names.length > MOST_LISTED
      ? ` The ${MOST_LISTED} classes with the lowest recall, of ${names.length}.`
      : ''
  return html`${section(
    'Confusion',
    'How often the class of a row was taken for that of a column. Grey is right; the deeper the red, the more often mistaken.',
    confusionFigure(result),
  )}
${section(
  'Classes',
  `Precision: how many of those taken for the class belong to it. Recall: how many of the class were found. F1: the harmonic mean of both.${scores}`,
  scoresFigure(
    'class',
    evaluation.classes.map((score, index) => ({ ...score, name: names[index] })),
  ),
)}
${
  mistakes &&
  mistakes.length > 0 &&
  section(
    'Worst mistakes',
    `${mistakes.length === wrong ? 'All' : `The ${mistakes.length} worst of`} ${wrong} mistakes by their loss: the image as the network sees it, what it is, what it was taken for, and the outputs of all classes.`,
    mistakesFigure(mistakes, names),
  )
}`
}

function predictions({ columns }: NumberResult): Html {
  const first =
    columns.length > MOST_SCATTERS ? ` The first ${MOST_SCATTERS} of ${columns.length} columns.` : ''
  return section(
    'Predictions',
    `Each point is an example of the test part: what the network says, upwards, against what is true, to the right. On the line they are the same.${first}`,
    html`<div class="pair">${columns.slice(0, MOST_SCATTERS).map(scatterFigure)}</div>`,
  )
}

function curvesNote({ config, bestEpoch, history }: ReportFacts): string {
  const training = 'Training is measured within each epoch, while the weights change'
  const after = history.some(({ testLoss }) => testLoss !== undefined)
  if (after)
    return `${training}; the test part after it. Nothing is learned from the test part, or chosen by it.`
  const validation = config.valSplit === undefined ? '' : '; validation after it'
  const kept =
    bestEpoch === undefined ? '' : ` The weights of epoch ${bestEpoch}, the broken line, were kept.`
  return `${training}${validation}; the test part once, at the end.${kept}`
}

function firstLayerNote({ firstLayer, sizes }: ReportFacts): string {
  if (!firstLayer) return ''
  const { units, weights } = firstLayer
  const which = weights.length === units ? 'each unit' : `the first ${weights.length} of ${units} units`
  const layer = sizes.length === 2 ? 'outputs' : 'hidden layer'
  return `The weights from the image to ${which} of the ${layer}: red where ink excites a unit, blue where it inhibits it.`
}
