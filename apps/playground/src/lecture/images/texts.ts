import { formatCount, inRussian } from '../../controls/format.js'
import { element, FULL } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'

const { x, l, z, y, V, v, U, u, sigma, eps } = FULL

export const NETWORK = `\\begin{aligned} ${x} \\in \\mathbb R^{784} &\\;\\longmapsto\\; ${y} = ${sigma}(${V}${x} + ${v}) \\in \\mathbb R^{30} \\\\ &\\;\\longmapsto\\; ${z} = ${sigma}(${U}${y} + ${u}) \\in \\mathbb R^{10} \\end{aligned}`

export const LABEL = `${l} = (0,\\ 0,\\ 0,\\ 1,\\ 0,\\ 0,\\ 0,\\ 0,\\ 0,\\ 0)`

export const LOSS = `${eps} = \\tfrac12 (${z} - ${l}\\,)^2 = \\tfrac12 \\sum_i (${element('z', 'i')} - ${element('l', 'i')})^2`

interface ImagesTexts {
  readonly lede: string
  readonly numbersText: string
  readonly networkText: string
  readonly networkLabel: string
  readonly labelText: string
  readonly labelLabel: string
  readonly lossText: string
  readonly lossLabel: string
  readonly unseen: string
  readonly epochs: string
  readonly loading: string
  readonly next: string
  readonly picture: (digit: number) => string
  readonly pixels: string
  readonly pixel: (number: number, value: string) => string
  readonly outputs: string
  readonly units: string
  readonly right: (digit: number) => string
  readonly wrong: (answer: number, label: number) => string
  readonly accuracy: string
  readonly state: (epochs: string, steps: number) => string
}

export const imagesTexts: Texts<ImagesTexts> = {
  en: {
    lede: 'What is in this picture? A person sees it at once and cannot say how. For a network it is one more unknown function: from 784 numbers to one of ten answers.',
    numbersText: `The picture has 28 rows of 28 pixels. Each pixel is a number, 0 for paper, 1 for ink, greys between. Written one after another they are a column of 784 numbers, the argument $${x}$. The network does not know which pixels are neighbours: for it they are just 784 numbers. Point into the picture, or touch it, to read them.`,
    networkText: `Then the same as in the first step, only wider. Thirty hidden units weigh all 784 numbers, ten outputs weigh the thirty. The weights are tables now, the matrices $${V}$ and $${U}$; there are 23,860 knobs in all. In the formula $${V}${x}$ means: each row of the table times the column, number by number, and added up; $${sigma}$ then squeezes each number. Read $\\in \\mathbb R^{784}$ as “is a column of 784 numbers”, and $\\longmapsto$ as “becomes”.`,
    networkLabel: 'The network that reads digits',
    labelText: `There are ten outputs, one for each digit; the largest is the answer. The label $${l}$ says what should come out: 1 at the right digit, 0 elsewhere. For a three:`,
    labelLabel: 'The label of a three',
    lossText: `The loss $${eps}$ adds up the squares of all ten differences. Before training the outputs are chance, and so is the answer: one in ten is right. Train, and watch the bars while you look at one digit: each output is a number between 0 and 1 by itself, and they need not add up to 1.`,
    lossLabel: 'The loss of one picture',
    unseen:
      'The network learns from 8,000 digits; the number above counts the right answers among 2,000 others that it never learns from. That is the only number that means anything: a list of answers learned by heart reads nothing new.',
    epochs:
      'Twenty epochs with the digits, the first weights and the rate of this page, then the reading of a digit in a file.',
    loading: 'Loading the digits, 1.4 MB…',
    next: 'Next digit',
    picture: (digit) => `A handwritten ${digit}, 28 by 28 pixels`,
    pixels: '784 numbers, x₁ … x₇₈₄',
    pixel: (number, value) => `x, element ${number}: ${value}`,
    outputs: 'The ten outputs; the label is marked',
    units: 'The 30 hidden units, y₁ … y₃₀: the stronger, the nearer to 1',
    right: (digit) => `The network reads ${digit}: right.`,
    wrong: (answer, label) => `The network reads ${answer}, but it is ${label}.`,
    accuracy: 'of 2,000 unseen digits read correctly',
    state: (epochs, steps) => `${epochs} epochs, ${steps === 1 ? '1 step' : `${formatCount(steps)} steps`}`,
  },
  ru: {
    lede: 'Что на картинке? Человек видит это сразу и не может объяснить, как. Для сети это ещё одна неизвестная функция: из 784 чисел — один из десяти ответов.',
    numbersText: `В картинке 28 строк по 28 пикселей. Каждый пиксель — число: 0 — бумага, 1 — чернила, между ними серые. Выписанные подряд, они образуют столбец из 784 чисел — аргумент $${x}$. Какие пиксели соседи, сеть не знает: для неё это просто 784 числа. Наведите на картинку или коснитесь её, чтобы их прочитать.`,
    networkText: `Дальше — то же, что в первом шаге, только шире. Тридцать скрытых нейронов взвешивают все 784 числа, десять выходов взвешивают эти тридцать. Веса теперь собраны в таблицы — матрицы $${V}$ и $${U}$; всего ручек 23\u202f860. В формуле $${V}${x}$ значит: числа каждой строки таблицы умножить на числа столбца, одно на одно, и сложить; затем $${sigma}$ сжимает каждое число. Знак $\\in \\mathbb R^{784}$ читается «это столбец из 784 чисел», а $\\longmapsto$ — «превращается в».`,
    networkLabel: 'Сеть, которая читает цифры',
    labelText: `Выходов десять, по одному на цифру; ответ — наибольший из них. Метка $${l}$ говорит, что должно получиться: 1 у нужной цифры и 0 у остальных. Для тройки:`,
    labelLabel: 'Метка тройки',
    lossText: `Ошибка $${eps}$ складывает квадраты всех десяти разностей. До обучения выходы случайны, и ответ тоже: верен примерно один из десяти. Начните обучение и следите за полосками, глядя на одну цифру: каждый выход сам по себе лежит между 0 и 1, в сумме они не обязаны давать единицу.`,
    lossLabel: 'Ошибка на одной картинке',
    unseen:
      'Сеть учится на 8000 цифр, а число над рисунком считает верные ответы среди 2000 других, на которых она не учится. Только это число и имеет смысл: кто заучил ответы наизусть, тот ничего нового не прочтёт.',
    epochs:
      'Двадцать эпох с теми же цифрами, начальными весами и скоростью, что на этой странице, а затем чтение цифры из файла.',
    loading: 'Цифры загружаются, 1,4 МБ…',
    next: 'Следующая цифра',
    picture: (digit) => `Рукописная цифра ${digit}, 28 на 28 пикселей`,
    pixels: '784 числа, x₁ … x₇₈₄',
    pixel: (number, value) => `x, элемент ${number}: ${value}`,
    outputs: 'Десять выходов; метка отмечена',
    units: '30 скрытых нейронов, y₁ … y₃₀: чем гуще, тем ближе к 1',
    right: (digit) => `Сеть читает ${digit} — верно.`,
    wrong: (answer, label) => `Сеть читает ${answer}, а это ${label}.`,
    accuracy: 'из 2000 новых цифр прочитано верно',
    state: (epochs, steps) => `эпох: ${epochs}; ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
  },
}
