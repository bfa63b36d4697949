import { scaleLinear } from 'd3-scale'
import type { Mistake } from './facts.js'
import { type Html, html } from './html.js'
import { inkUrl } from './picture.js'
import { coordinate } from './plot.js'

/** Outputs that bars beside each other can show, and characters that fit under one. */
const MOST_BARS = 12
const BAR_NAME = 2
/** Outputs that are listed instead. */
const MOST_LISTED = 3

/** The images, what they are and were taken for, and the outputs that say so. */
export function mistakesFigure(mistakes: readonly Mistake[], names: readonly string[]): Html {
  const short = names.length <= MOST_BARS && names.every((name) => name.length <= BAR_NAME)
  return html`<ol class="mistakes">${mistakes.map(
    (mistake) => html`<li>
<img class="ink" src="${inkUrl(mistake.image)}" width="${mistake.image.width}" height="${mistake.image.height}" alt="${names[mistake.truth]}, taken for ${names[mistake.predicted]}">
<p><b>${names[mistake.truth]}</b> <span class="soft">→</span> <b class="accent">${names[mistake.predicted]}</b></p>
${short ? bars(mistake, names) : list(mistake, names)}
</li>
`,
  )}</ol>`
}

function kindOf({ truth, predicted }: Mistake, output: number): 'truth' | 'predicted' | 'other' {
  if (output === truth) return 'truth'
  return output === predicted ? 'predicted' : 'other'
}

function bars(mistake: Mistake, names: readonly string[]): Html {
  const step = 12
  const y = scaleLinear([0, 1], [38, 2])
  // Linear outputs leave the range of the bars.
  const within = (value: number): number => Math.min(1, Math.max(0, value))
  const said = mistake.outputs.map((value, output) => `${names[output]} ${value.toFixed(2)}`).join(', ')
  return html`<svg class="bars" viewBox="0 0 ${names.length * step} 52" role="img" aria-label="outputs: ${said}">
<line class="rule" x1="0" x2="${names.length * step}" y1="38.5" y2="38.5"/>
${mistake.outputs.map((value, output) => {
  const kind = kindOf(mistake, output)
  const x = output * step
  return html`<rect class="${kind}" x="${x + 2.5}" width="${step - 5}" y="${coordinate(y(within(value)))}" height="${coordinate(38 - y(within(value)))}"/><text class="${kind}" x="${x + step / 2}" y="50" text-anchor="middle">${names[output]}</text>`
})}</svg>`
}

function list(mistake: Mistake, names: readonly string[]): Html {
  const largest = [...mistake.outputs.keys()].sort((a, b) => mistake.outputs[b] - mistake.outputs[a])
  const shown = largest.filter((output, rank) => rank < MOST_LISTED || output === mistake.truth)
  return html`<dl class="outputs">${shown.map(
    (output) =>
      html`<div class="${kindOf(mistake, output)}"><dt>${names[output]}</dt><dd>${mistake.outputs[output].toFixed(2)}</dd></div>`,
  )}</dl>`
}
