import type { FirstLayer } from './facts.js'
import { type Html, html } from './html.js'
import { NEGATIVE, POSITIVE, weightsUrl } from './picture.js'

/** Of the weights' sizes: the scale ends here, and the few beyond have all of the colour. */
const QUANTILE = 0.995

/** The weights from the image to each unit, all on one scale. */
export function firstLayerFigure(layer: FirstLayer, names: readonly string[] | undefined): Html {
  const most = scaleEnd(layer.weights)
  const nameOf = (unit: number): string => names?.[unit] ?? String(unit + 1)
  return html`<ol class="units">${layer.weights.map(
    (weights, unit) =>
      html`<li><img src="${weightsUrl(layer, weights, most)}" width="${layer.width}" height="${layer.height}" alt="weights of unit ${nameOf(unit)}">${names && html`<span>${nameOf(unit)}</span>`}</li>
`,
  )}</ol>
<p class="diverging"><span>−${most.toPrecision(2)}</span><i style="background:linear-gradient(90deg,${css(NEGATIVE, 1)},${css(NEGATIVE, 0)} 50%,${css(POSITIVE, 0)} 50%,${css(POSITIVE, 1)})"></i><span>+${most.toPrecision(2)}</span></p>`
}

function scaleEnd(units: readonly Float32Array[]): number {
  const sizes = Float32Array.from(
    units.flatMap((weights) => [...weights]),
    Math.abs,
  ).sort()
  return sizes[Math.floor((sizes.length - 1) * QUANTILE)] || 1
}

function css(colour: readonly number[], opacity: number): string {
  return `rgb(${colour.join(' ')} / ${opacity})`
}
