import { formatFixed, formatNumber } from '../../controls/format.js'
import { BACKWARD, differenceOf, ORDER, type Variable } from '../../derivation/quantities.js'
import { Formula } from '../../formulas/formula.js'
import { flatDerivative } from '../../formulas/letters.js'
import { inLanguage } from '../../state/language.js'
import { LINES } from './formulas.js'
import { backward, situation, stepNumber } from './settings.js'
import { oneDimensionTexts } from './texts.js'

/** All eight partial derivatives, each as soon as a step has computed it, beside its finite difference. */
export function Derivatives() {
  const texts = inLanguage(oneDimensionTexts)
  return (
    <figure class="derivatives">
      <table>
        <caption class="unseen">{texts.table}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.derivative}</th>
            <th scope="col">{texts.rule}</th>
            <th scope="col">{texts.value}</th>
            <th scope="col">{texts.difference}</th>
          </tr>
        </thead>
        <tbody>
          {BACKWARD.map((name) => {
            const by = name.slice(1) as Variable
            const reached = stepNumber.value > ORDER.indexOf(name)
            const analytic = backward.value[`dε_d${by}`]
            const numeric = differenceOf(situation.value, by, 0)
            return (
              <tr
                key={name}
                class={reached ? undefined : 'waiting'}
                aria-current={ORDER[stepNumber.value - 1] === name ? 'step' : undefined}
                {...(reached && { 'data-analytic': analytic, 'data-numeric': numeric })}
              >
                <th scope="row">
                  <Formula tex={flatDerivative(by)} />
                </th>
                <td>
                  <Formula tex={LINES[name]} />
                </td>
                <td>{reached ? formatFixed(analytic, 8) : '·'}</td>
                <td>
                  {reached ? formatFixed(numeric, 8) : '·'}
                  {reached && (
                    <span class="unseen">
                      {texts.off}: {formatNumber(Math.abs(analytic - numeric), 1)}
                    </span>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <figcaption>{texts.tableNote}</figcaption>
    </figure>
  )
}
