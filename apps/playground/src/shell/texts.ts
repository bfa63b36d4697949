import type { Room } from '../state/address.js'
import type { Texts } from '../state/language.js'

interface ShellTexts {
  readonly rooms: Readonly<Record<Room, string>>
  readonly navigation: string
  readonly skip: string
  readonly theme: Readonly<Record<'light' | 'dark', string>>
  readonly opening: string
  readonly failed: string
  readonly colophon: string
}

export const shellTexts: Texts<ShellTexts> = {
  en: {
    rooms: {
      functions: 'Functions',
      descent: 'Descent',
      boundary: 'Boundary',
      digits: 'Digits',
      backpropagation: 'Backprop',
    },
    navigation: 'Rooms',
    skip: 'Skip to the room',
    theme: { light: 'Light', dark: 'Dark' },
    opening: 'Opening…',
    failed: 'This room could not be opened',
    colophon: 'Everything is computed on this page, by the same code that trains in Node. Nothing leaves it.',
  },
  ru: {
    rooms: {
      functions: 'Функции',
      descent: 'Спуск',
      boundary: 'Граница',
      digits: 'Цифры',
      backpropagation: 'Обратный проход',
    },
    navigation: 'Залы',
    skip: 'Перейти к залу',
    theme: { light: 'Светлая', dark: 'Тёмная' },
    opening: 'Открывается…',
    failed: 'Этот зал открыть не удалось',
    colophon: 'Всё вычисляется на этой странице — тем же кодом, что обучает в Node. Наружу ничего не уходит.',
  },
}
