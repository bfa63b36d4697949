import { addressOf, ROOMS, room, writeAddress } from '../state/address.js'
import { chooseLanguage, inLanguage, language } from '../state/language.js'
import { chooseTheme, theme } from '../state/theme.js'
import { shellTexts } from './texts.js'

export function Header() {
  const texts = inLanguage(shellTexts)
  const other = theme.value === 'dark' ? 'light' : 'dark'
  return (
    <header>
      <button type="button" class="skip" onClick={() => document.getElementById('room')?.focus()}>
        {texts.skip}
      </button>
      <p class="wordmark">
        antigrad <span aria-hidden="true">−∇ε</span>
      </p>
      <nav aria-label={texts.navigation}>
        <ol>
          {ROOMS.map((name) => (
            <li key={name}>
              <a
                href={addressOf(name)}
                aria-current={room.value === name ? 'page' : undefined}
                onClick={writeAddress}
              >
                {texts.rooms[name]}
              </a>
            </li>
          ))}
        </ol>
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
