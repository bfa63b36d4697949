import type { Texts } from '../state/language.js'
import type { Quantity } from './quantities.js'

/** What is multiplied with what at each line of the derivation, in the words of the lecture. */
export const operationTexts: Texts<Readonly<Record<Quantity, string>>> = {
  en: {
    p: 'matrix × column = column, plus the biases',
    y: 'σ of each element',
    q: 'matrix × column = column, plus the biases',
    z: 'σ of each element',
    ε: 'half the squared length of the difference',
    dz: 'column − column',
    dq: 'element by element (Hadamard product)',
    du: 'the biases are only added: the same column',
    dU: 'column × row = matrix (tensor product)',
    dy: 'matrix × column = column; the matrix is transposed',
    dp: 'element by element (Hadamard product)',
    dv: 'the same column again',
    dV: 'column × row = matrix (tensor product)',
  },
  ru: {
    p: 'матрица × столбец = столбец, плюс смещения',
    y: 'σ от каждого элемента',
    q: 'матрица × столбец = столбец, плюс смещения',
    z: 'σ от каждого элемента',
    ε: 'половина квадрата длины разности',
    dz: 'столбец − столбец',
    dq: 'поэлементное умножение (произведение Адамара)',
    du: 'смещения только прибавляются: тот же столбец',
    dU: 'столбец × строка = матрица (тензорное произведение)',
    dy: 'матрица × столбец = столбец; матрица транспонирована',
    dp: 'поэлементное умножение (произведение Адамара)',
    dv: 'снова тот же столбец',
    dV: 'столбец × строка = матрица (тензорное произведение)',
  },
}
