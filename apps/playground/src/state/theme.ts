import { effect, signal } from '@preact/signals'
import { keep, kept } from './kept.js'

export type Theme = 'light' | 'dark'

const system = matchMedia('(prefers-color-scheme: dark)')
const before = kept('theme')

/** Light or dark: as chosen here before, else as the system is now. */
export const theme = signal<Theme>(before === 'light' || before === 'dark' ? before : ofSystem())

system.addEventListener('change', () => {
  if (kept('theme') === undefined) theme.value = ofSystem()
})

effect(() => {
  document.documentElement.dataset.theme = theme.value
})

export function chooseTheme(chosen: Theme): void {
  theme.value = chosen
  keep('theme', chosen)
}

function ofSystem(): Theme {
  return system.matches ? 'dark' : 'light'
}
