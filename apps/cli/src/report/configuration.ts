import { entries, valueIn } from '../hyperparameters/table.js'
import { thousands } from '../show/format.js'
import { repeatCommand } from './command.js'
import type { ReportFacts } from './facts.js'
import { type Html, html } from './html.js'

type Row = readonly [name: string, value: string]

/** What decides the weights, and how to have them again. */
export function configurationTable(facts: ReportFacts): Html {
  const { config, weightsHash } = facts
  return html`<dl class="configuration">${rowsOf(facts).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
<h3>The weights, SHA-256</h3><p class="code">${weightsHash.replace(/^sha256:/, '')}</p>
<h3>The examples, SHA-256</h3><p class="code">${config.fingerprint.replace(/^sha256:/, '')}</p>
<h3>The command that repeats it</h3><pre class="code command"><code>${repeatCommand(config).map((word, index) => html`${index > 0 && ' '}<span>${word}</span>`)}</code></pre>`
}

/** The hyperparameters that have a label, and after two of them what follows from them. */
function rowsOf(facts: ReportFacts): Row[] {
  const { config, sizes, examples } = facts
  const parts = [
    `${thousands(examples.train)} training`,
    ...(examples.validation === undefined ? [] : [`${thousands(examples.validation)} validation`]),
    `${thousands(examples.test)} test`,
  ]
  const following: { readonly [key: string]: Row } = {
    data: ['examples', parts.join(', ')],
    hidden: ['parameters', thousands(parametersOf(sizes))],
  }
  return entries().flatMap(([key, entry]): Row[] => {
    const value = valueIn(config, key, entry)
    if (entry.label === undefined || value === undefined) return []
    const row: Row = [entry.label, entry.show?.(value, facts) ?? entry.values.write(value)]
    return key in following ? [row, following[key]] : [row]
  })
}

function parametersOf(sizes: readonly number[]): number {
  return sizes.slice(1).reduce((sum, size, layer) => sum + (sizes[layer] + 1) * size, 0)
}
