import { page } from '../state/address.js'
import { chooseLanguage, inLanguage, language } from '../state/language.js'
import { ROOMS, STEPS } from '../state/pages.js'
import { chooseTheme, theme } from '../state/theme.js'
import { PageLink } from './page-link.js'
import { shellTexts } from './texts.js'

export function Header() {
  const texts = inLanguage(shellTexts)
  const other = theme.value === 'dark' ? 'light' : 'dark'
  const inLecture = page.value === 'derivation' || STEPS.some((step) => step === page.value)
  return (
    <header>
      <button type="button" class="skip" onClick={() => document.getElementById('main')?.focus()}>
        {texts.skip}
      </button>
      <p class="wordmark">
        antigrad <span aria-hidden="true">−∇ε</span>
      </p>
      <nav aria-label={texts.navigation}>
        <p class={inLecture ? 'here' : undefined}>
          <PageLink to="start">{texts.lecture}</PageLink>
        </p>
        <ul>
          {ROOMS.map((name) => (
            <li key={name}>
              <PageLink to={name}>{texts.rooms[name].short}</PageLink>
            </li>
          ))}
        </ul>
      </nav>
      <div class="switches">
        {language.value === 'en' ? (
          <button type="button" lang="ru" onClick={() => chooseLanguage('ru')}>
            Русский
          </button>
        ) : (
          <button type="button" lang="en" onClick={() => chooseLanguage('en')}>
            English
          </button>
        )}
        <button type="button" onClick={() => chooseTheme(other)}>
          {texts.theme[other]}
        </button>
      </div>
    </header>
  )
}
