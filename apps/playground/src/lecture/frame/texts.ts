import type { Texts } from '../../state/language.js'

interface FrameTexts {
  readonly steps: string
  readonly step: (number: number, of: number) => string
  readonly source: string
  readonly terminal: string
  readonly copy: string
  readonly copied: string
  readonly derivation: string
  readonly play: string
  readonly next: string
  readonly back: string
  readonly symbols: string
  readonly otherNumbers: string
  readonly lit: string
  readonly places: Readonly<Record<'formula' | 'picture' | 'code', string>>
  readonly darken: string
}

export const frameTexts: Texts<FrameTexts> = {
  en: {
    steps: 'Steps of the lecture',
    step: (number, of) => `Step ${number} of ${of}`,
    source: 'In the code',
    terminal: 'In the terminal',
    copy: 'Copy',
    copied: 'Copied',
    derivation: 'In the derivation',
    play: 'To play with',
    next: 'Next',
    back: 'Back',
    symbols:
      'The letters of the formulas are buttons: point at one or touch it, and whatever stands for it in the picture or the code lights up. By keyboard, Tab leads to a formula and the arrow keys through its letters.',
    otherNumbers: 'The same lines with numbers of its own; --seed 2 gives others.',
    lit: 'Where else the letter is lit',
    places: { formula: 'To the formula', picture: 'In the picture', code: 'In the code' },
    darken: 'Put out',
  },
  ru: {
    steps: 'Шаги лекции',
    step: (number, of) => `Шаг ${number} из ${of}`,
    source: 'В коде',
    terminal: 'В терминале',
    copy: 'Скопировать',
    copied: 'Скопировано',
    derivation: 'В выводе',
    play: 'Поиграть с этим',
    next: 'Дальше',
    back: 'Назад',
    symbols:
      'Буквы в формулах — кнопки: наведите на любую или нажмите, и загорится то, что ей отвечает на рисунке или в коде. С клавиатуры: Tab ведёт к формуле, стрелки — по её буквам.',
    otherNumbers: 'Те же строки со своими числами; --seed 2 даст другие.',
    lit: 'Где ещё горит эта буква',
    places: { formula: 'К формуле', picture: 'На рисунке', code: 'В коде' },
    darken: 'Погасить',
  },
}
