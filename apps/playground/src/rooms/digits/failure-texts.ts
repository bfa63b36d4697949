import type { Texts } from '../../state/language.js'

interface FailureTexts {
  readonly guessing: string
  readonly sameOutputs: string
  readonly standstill: string
  readonly sameUnits: (percent: number) => string
  readonly lowerRate: (rate: string) => string
  readonly otherRate: string
  readonly moreUnits: string
  readonly setRate: (rate: string) => string
}

/** What is said of a run that has learned nothing, and what to try. */
export const failureTexts: Texts<FailureTexts> = {
  en: {
    guessing: 'It has not learned to read: guessing would be right as often.',
    sameOutputs: 'It says the same of every digit.',
    standstill: 'The loss has stood still since the first epoch.',
    sameUnits: (percent) => `${percent} % of its hidden units say the same of every digit.`,
    lowerRate: (rate) =>
      `A learning rate of ${rate} may well be too large: steps leap over what they seek. Try a smaller one.`,
    otherRate: 'Try another learning rate, or more epochs.',
    moreUnits: 'So few hidden units cannot tell ten digits apart. Try more of them.',
    setRate: (rate) => `Set the learning rate to ${rate}`,
  },
  ru: {
    guessing: 'Читать она не научилась: наугад получалось бы не хуже.',
    sameOutputs: 'О любой цифре она говорит одно и то же.',
    standstill: 'Ошибка не меняется с первой эпохи.',
    sameUnits: (percent) => `${percent} % скрытых нейронов говорят о любой цифре одно и то же.`,
    lowerRate: (rate) =>
      `Скорость обучения ${rate}, похоже, слишком велика: шаги перепрыгивают через то, что ищут. Попробуйте меньшую.`,
    otherRate: 'Попробуйте другую скорость обучения или больше эпох.',
    moreUnits: 'Стольких скрытых нейронов мало, чтобы различить десять цифр. Попробуйте больше.',
    setRate: (rate) => `Поставить скорость обучения ${rate}`,
  },
}
