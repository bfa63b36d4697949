import type { Texts } from '../../state/language.js'
import type { nameOf } from './names.js'
import type { Pointed } from './selection.js'

/** An element of the graph, and what it needs to speak of others. */
export interface Neighbours {
  readonly name: string
  /** Of its matrix, or in its column, from 1. */
  readonly row: number
  readonly column: number
  /** Whether it is the only one of its kind. */
  readonly alone: boolean
  readonly named: typeof nameOf
}

type WhoseTexts = Readonly<Record<Pointed['of'], (neighbours: Neighbours) => string>>

/** What each element of the graph has to do with the others. */
export const whoseTexts: Texts<WhoseTexts> = {
  en: {
    V: ({ name, row, column, alone, named }) =>
      `${name} is the weight with which ${named('x', column - 1)} enters ${named('p', row - 1)}${alone ? '' : `: row ${row}, column ${column} of V`}.`,
    U: ({ name, row, column, alone, named }) =>
      `${name} is the weight with which ${named('y', column - 1)} enters ${named('q', row - 1)}${alone ? '' : `: row ${row}, column ${column} of U`}.`,
    v: ({ name, row, named }) => `${name} is the bias of ${named('p', row - 1)}.`,
    u: ({ name, row, named }) => `${name} is the bias of ${named('q', row - 1)}.`,
    x: ({ name, row, alone }) =>
      alone ? 'x is the input.' : `${name} enters every p: its weights are column ${row} of V.`,
    p: ({ name, row, alone }) =>
      alone ? 'p is V times x, plus v.' : `${name} takes row ${row} of V: a weight for each input.`,
    y: ({ name, row, alone }) =>
      alone ? 'y is σ of p.' : `${name} enters every q: its weights are column ${row} of U.`,
    q: ({ name, row, alone }) =>
      alone ? 'q is U times y, plus u.' : `${name} takes row ${row} of U: a weight for each hidden unit.`,
    z: ({ name, row, named }) => `${name} is compared with ${named('l', row - 1)}.`,
    l: ({ name, row, named }) => `${name} is what ${named('z', row - 1)} should be.`,
  },
  ru: {
    V: ({ name, row, column, alone, named }) =>
      `${name} — вес, с которым ${named('x', column - 1)} входит в ${named('p', row - 1)}${alone ? '' : `: строка ${row}, столбец ${column} матрицы V`}.`,
    U: ({ name, row, column, alone, named }) =>
      `${name} — вес, с которым ${named('y', column - 1)} входит в ${named('q', row - 1)}${alone ? '' : `: строка ${row}, столбец ${column} матрицы U`}.`,
    v: ({ name, row, named }) => `${name} — смещение в ${named('p', row - 1)}.`,
    u: ({ name, row, named }) => `${name} — смещение в ${named('q', row - 1)}.`,
    x: ({ name, row, alone }) =>
      alone ? 'x — вход.' : `${name} входит в каждое p: его веса — столбец ${row} матрицы V.`,
    p: ({ name, row, alone }) =>
      alone
        ? 'p — это V, умноженное на x, плюс v.'
        : `${name} берёт строку ${row} матрицы V: по весу на вход.`,
    y: ({ name, row, alone }) =>
      alone ? 'y — это σ от p.' : `${name} входит в каждое q: его веса — столбец ${row} матрицы U.`,
    q: ({ name, row, alone }) =>
      alone
        ? 'q — это U, умноженное на y, плюс u.'
        : `${name} берёт строку ${row} матрицы U: по весу на скрытый нейрон.`,
    z: ({ name, row, named }) => `${name} сравнивается с ${named('l', row - 1)}.`,
    l: ({ name, row, named }) => `${name} — то, чему должно быть равно ${named('z', row - 1)}.`,
  },
}
