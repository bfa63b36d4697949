import type { Texts } from '../../state/language.js'

interface FailureTexts {
  readonly guessing: string
  readonly addLayer: string
  readonly lowerRate: (rate: string) => string
  readonly other: string
}

/** What is said of a network that does no better than guessing, and what to try. */
export const failureTexts: Texts<FailureTexts> = {
  en: {
    guessing:
      'It has not learned to tell the kinds apart: always naming the most frequent one would do about as well.',
    addLayer: 'Without a hidden layer every boundary is straight. Add one.',
    lowerRate: (rate) =>
      `A learning rate of ${rate} may well be too large. Try a smaller one, and start over.`,
    other: 'Try another learning rate, more units or another activation.',
  },
  ru: {
    guessing: 'Различать виды она не научилась: всегда называть самый частый было бы примерно так же верно.',
    addLayer: 'Без скрытого слоя любая граница — прямая. Добавьте слой.',
    lowerRate: (rate) =>
      `Скорость обучения ${rate}, похоже, слишком велика. Попробуйте меньшую и начните заново.`,
    other: 'Попробуйте другую скорость обучения, больше нейронов или другую функцию активации.',
  },
}
