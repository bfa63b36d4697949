import type { Texts } from '../state/language.js'
import { formatCount, inRussian } from './format.js'

interface PasteTexts {
  /** What became of lines of which not all became points. */
  readonly some: (points: number, lines: number, most: number) => string
}

export const pasteTexts: Texts<PasteTexts> = {
  en: {
    some: (points, lines, most) =>
      `Taken as points: ${formatCount(points)} of ${formatCount(lines)} lines; ` +
      (points === most ? `there is room for ${formatCount(most)}.` : 'the others are none.'),
  },
  ru: {
    some: (points, lines, most) =>
      `Взято точек: ${formatCount(points)} из ${inRussian(lines, 'строки', 'строк', 'строк')}; ` +
      (points === most ? `больше ${formatCount(most)} не помещается.` : 'в остальных точек нет.'),
  },
}
