import { isExact } from '@antigrad/parallel/settings'
import { thousands } from '../show/format.js'
import { repeatCommand } from './command.js'
import type { ReportFacts } from './facts.js'
import { type Html, html } from './html.js'

/** What decides the weights, and how to have them again. */
export function configurationTable(facts: ReportFacts): Html {
  const { config, sizes, examples, epochs, bestEpoch, weightsHash } = facts
  const { table, valSplit, patience, strategy, threads } = config
  const parts = [
    `${thousands(examples.train)} training`,
    ...(examples.validation === undefined ? [] : [`${thousands(examples.validation)} validation`]),
    `${thousands(examples.test)} test`,
  ]
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    ['data', config.data],
    ['examples', parts.join(', ')],
    ['learned', table?.label.join(', ')],
    ['units', sizes.join(' – ')],
    ['parameters', thousands(parametersOf(sizes))],
    ['epochs', epochs === config.epochs ? String(epochs) : `${epochs} of ${config.epochs}`],
    ['batch size', String(config.batchSize)],
    ['learning rate', String(config.learningRate)],
    ['seed', String(config.seed)],
    [
      'validation',
      valSplit === undefined ? undefined : `${+(valSplit * 100).toPrecision(6)} % of the training part`,
    ],
    ['patience', patience === undefined ? undefined : `${patience} epochs, epoch ${bestEpoch} kept`],
    ['strategy', isExact(strategy) ? strategy : `${strategy}, ${threads} threads`],
  ]
  return html`<dl class="configuration">${rows.map(([name, value]) => value !== undefined && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<h3>The weights, SHA-256</h3><p class="code">${weightsHash.replace(/^sha256:/, '')}</p>
<h3>The examples, SHA-256</h3><p class="code">${config.fingerprint.replace(/^sha256:/, '')}</p>
<h3>The command that repeats it</h3><pre class="code command"><code>${repeatCommand(config).map((word, index) => html`${index > 0 && ' '}<span>${word}</span>`)}</code></pre>`
}

function parametersOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, layer) => sum + (sizes[layer] + 1) * size, 0)
}
