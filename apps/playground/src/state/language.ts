import { effect, signal } from '@preact/signals'
import { bindAll } from './dashes.js'
import { keep, kept } from './kept.js'

export type Language = 'en' | 'ru'

/** A text in each language. */
export type Texts<T> = Readonly<Record<Language, T>>

/** The language of the page: as chosen here before, else the browser's, else English. */
export const language = signal<Language>(first())

effect(() => {
  document.documentElement.lang = language.value
})

export function chooseLanguage(chosen: Language): void {
  language.value = chosen
  keep('language', chosen)
}

/** The texts of the language chosen; a component that calls it is drawn anew when it changes. */
export function inLanguage<T>(texts: Texts<T>): T {
  return language.value === 'ru' ? bindAll(texts.ru) : texts[language.value]
}

function first(): Language {
  const before = kept('language')
  if (before === 'en' || before === 'ru') return before
  for (const tag of navigator.languages) {
    const [primary] = tag.toLowerCase().split('-')
    if (primary === 'en' || primary === 'ru') return primary
  }
  return 'en'
}
