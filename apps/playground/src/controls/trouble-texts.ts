import type { Texts } from '../state/language.js'

interface TroubleTexts {
  readonly diverged: string
  readonly badInput: string
  readonly failed: string
}

export const troubleTexts: Texts<TroubleTexts> = {
  en: {
    diverged: 'The loss has grown beyond all numbers. Try a lower learning rate, then start over.',
    badInput: 'This cannot be read:',
    failed: 'That did not work:',
  },
  ru: {
    diverged: 'Ошибка стала больше всех чисел. Уменьшите скорость обучения и начните заново.',
    badInput: 'Это не удалось прочитать:',
    failed: 'Не получилось:',
  },
}
