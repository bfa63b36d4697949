import type { Texts } from '../state/language.js'

interface DocumentTexts {
  readonly title: string
  readonly about: string
  readonly opening: string
  readonly lecture: string
  readonly contents: string
}

export const documentTexts: Texts<DocumentTexts> = {
  en: {
    title: 'The derivation',
    about:
      'All of it on one page, from one number to any number of layers, with the name in the code beside every symbol.',
    opening: 'Opening…',
    lecture: 'To the steps of the lecture',
    contents: 'Sections',
  },
  ru: {
    title: 'Вывод',
    about:
      'Целиком на одной странице: от одного числа до любого числа слоёв, и рядом с каждым символом — его имя в коде.',
    opening: 'Открывается…',
    lecture: 'К шагам лекции',
    contents: 'Разделы',
  },
}
