import { PageLink } from '../../shell/page-link.js'
import { shellTexts } from '../../shell/texts.js'
import { inLanguage } from '../../state/language.js'
import { STEPS, type Step } from '../../state/pages.js'
import { frameTexts } from './texts.js'

/** Where one is in the lecture, and the way to any other step. */
export function Progress({ step }: { step: Step }) {
  const texts = inLanguage(frameTexts)
  const { steps } = inLanguage(shellTexts)
  return (
    <nav class="progress" aria-label={texts.steps}>
      <ol>
        {STEPS.map((one, n) => (
          <li key={one}>
            <PageLink to={one}>
              <span aria-hidden="true">{n + 1}</span>
              <span class="unseen">
                {n + 1}. {steps[one].title}
              </span>
            </PageLink>
          </li>
        ))}
      </ol>
      <p class="note">{texts.step(STEPS.indexOf(step) + 1, STEPS.length)}</p>
    </nav>
  )
}
