import { formatNumber } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'

interface MotionTexts {
  readonly motion: string
  readonly motionNote: (digit: string) => string
  readonly shiftsNote: string
  readonly shiftsLabel: (digit: string, kept: number, all: number) => string
  readonly turnsNote: string
  readonly turnsLabel: (digit: string) => string
  readonly outputOf: (digit: string) => string
  readonly largestOther: string
  readonly right: string
  readonly down: string
  readonly turn: string
  readonly degrees: (degrees: number) => string
  readonly putBack: string
}

/** What is said of a digit that is moved and turned. */
export const motionTexts: Texts<MotionTexts> = {
  en: {
    motion: 'Moved and turned',
    motionNote: (digit) =>
      `The network reads ${digit}. What becomes of that when the digit lies elsewhere, or askew?`,
    shiftsNote:
      'Moved by up to 6 pixels: the stronger the colour, the larger the output. A number stands where another digit is read.',
    shiftsLabel: (digit, kept, all) =>
      `The digit in ${all} places: in ${kept} of them it is read as ${digit}`,
    turnsNote: 'Turned by up to 60 degrees.',
    turnsLabel: (digit) => `The output of ${digit} over the angle, and the largest other output`,
    outputOf: (digit) => `output of ${digit}`,
    largestOther: 'largest of the others',
    right: 'To the right',
    down: 'Down',
    turn: 'Turn',
    degrees: (degrees) => `${formatNumber(degrees)}°`,
    putBack: 'Put it back',
  },
  ru: {
    motion: 'Сдвиг и поворот',
    motionNote: (digit) => `Сеть читает ${digit}. Что станет с ответом, если цифру сдвинуть или повернуть?`,
    shiftsNote:
      'Сдвиг до 6 пикселей: чем гуще цвет, тем больше выход. Число стоит там, где сеть читает другую цифру.',
    shiftsLabel: (digit, kept, all) =>
      `Цифра в разных местах: в ${kept} из ${all} она прочитана как ${digit}`,
    turnsNote: 'Поворот до 60 градусов.',
    turnsLabel: (digit) => `Выход цифры ${digit} в зависимости от угла и наибольший из остальных выходов`,
    outputOf: (digit) => `выход цифры ${digit}`,
    largestOther: 'наибольший из остальных',
    right: 'Вправо',
    down: 'Вниз',
    turn: 'Поворот',
    degrees: (degrees) => `${formatNumber(degrees)}°`,
    putBack: 'Вернуть на место',
  },
}
