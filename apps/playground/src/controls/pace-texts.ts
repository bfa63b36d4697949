import type { Texts } from '../state/language.js'
import type { Pace } from '../training/pace.js'

interface PaceTexts {
  readonly begin: string
  readonly pause: string
  readonly pace: string
  readonly paces: Readonly<Record<Pace, string>>
  readonly step: string
  readonly epoch: string
}

export const paceTexts: Texts<PaceTexts> = {
  en: {
    begin: 'Train',
    pause: 'Pause',
    pace: 'Pace',
    paces: { slow: 'slow', fast: 'fast' },
    step: 'One step',
    epoch: 'One epoch',
  },
  ru: {
    begin: 'Обучить',
    pause: 'Пауза',
    pace: 'Темп',
    paces: { slow: 'медленно', fast: 'быстро' },
    step: 'Один шаг',
    epoch: 'Одна эпоха',
  },
}
