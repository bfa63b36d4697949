import approximation from '@source/core/src/lecture/approximation/approximation.ts?raw'
import { useEffect } from 'preact/hooks'
import { Choice } from '../../controls/choice.js'
import { formatNumber } from '../../controls/format.js'
import { Formula } from '../../formulas/formula.js'
import { Prose } from '../../formulas/prose.js'
import { inLanguage } from '../../state/language.js'
import type { SourceFile } from '../frame/excerpt.js'
import { StepFrame } from '../frame/step-frame.js'
import { Plot } from './plot.js'
import {
  METHODS,
  nearest,
  network,
  results,
  running,
  stop,
  table,
  tableName,
  train,
  units,
} from './session.js'
import { TABLES } from './tables.js'
import { propertiesTexts, SCALING } from './texts.js'

const SOURCE: SourceFile = {
  path: 'packages/core/src/lecture/approximation/approximation.ts',
  text: approximation,
  functions: ['constructor', 'value'],
  symbols: {
    scaled: 'xs',
    INPUTS: 'xs',
    OUTPUTS: 'ls',
    targets: 'ls',
    outputs: 'l',
    output: 'l',
    inputs: 'x',
    input: 'x',
    network: 'zs sigma',
    rangeOf: 'xmin xmax lmin lmax',
    value: 'z',
  },
}

/** Step 2: measured tables, and the network beside a polynomial and straight lines. */
export function PropertiesStep() {
  const texts = inLanguage(propertiesTexts)
  useEffect(() => stop, [])
  return (
    <StepFrame
      step="2-properties"
      lede={texts.lede}
      source={SOURCE}
      command={`pnpm antigrad approximate --target ${tableName.value}`}
      derivation={[1]}
      room="functions"
    >
      <Prose text={texts.tablesText} />
      <figure class="picture">
        <div class="actions">
          <button type="button" class="primary" onClick={() => (running.value ? stop() : train())}>
            {running.value ? texts.stop : texts.train}
          </button>
          {network.value && (
            <span class="note">{texts.progress(`${Math.round(100 * network.value.part)} %`)}</span>
          )}
        </div>
        <Choice
          label={texts.table}
          words={TABLES}
          value={tableName.value}
          name={(name) => texts.tables[name].title}
          onChange={(name) => {
            tableName.value = name
          }}
        />
        <Plot />
        <figcaption class="keys">
          <span class="key dots">{texts.keys.learned}</span>
          <span class="key dots open">{texts.keys.unseen}</span>
          <span class="key">{texts.keys.network}</span>
          <span class="key dashes ink">{texts.keys.polynomial}</span>
          <span class="key soft">{texts.keys.lines}</span>
        </figcaption>
        <Choice
          label={texts.units}
          words={['measured', 'scaled'] as const}
          value={units.value}
          name={(name) => texts.unitNames[name]}
          onChange={(name) => {
            units.value = name
          }}
        />
        <Results />
      </figure>
      <Prose text={texts.scalingText} />
      <Formula label={texts.scalingLabel} tex={SCALING} />
      <Prose text={texts.backText} />
      <Prose text={texts.honest} />
      <Prose text={texts.why} />
      <p class="note">
        {texts.source}:{' '}
        {texts.sources ? texts.sources[tableName.value] : <span lang="en">{table.value.source}</span>}
      </p>
    </StepFrame>
  )
}

/** The three methods on the rows that none has seen. */
function Results() {
  const texts = inLanguage(propertiesTexts)
  const { unit } = texts.tables[tableName.value]
  const best = nearest.value
  return (
    <>
      <table class="figures">
        <caption class="unseen">{texts.results}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.method}</th>
            <th scope="col">
              {texts.rmse}, {unit}
            </th>
            <th scope="col">
              {texts.largest}, {unit}
            </th>
          </tr>
        </thead>
        <tbody>
          {METHODS.map((method) => {
            const result = results.value[method]
            return (
              <tr
                key={method}
                data-method={method}
                data-rmse={result?.rmse}
                class={method === best ? 'best' : undefined}
              >
                <th scope="row">
                  {result?.degree === undefined ? texts.methods[method] : texts.degree(result.degree)}
                </th>
                <td>{result ? formatNumber(result.rmse) : texts.notYet}</td>
                <td>{result ? formatNumber(result.largest) : '·'}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="saying" role="status" data-testid="verdict" data-nearest={best}>
        {best ? texts.verdicts[best] : texts.beforeVerdict}
      </p>
    </>
  )
}
