import { symbol } from '../../formulas/formula.js'
import { element, FULL } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'

const { x, V, U, q, outer, hadamard, transpose, slope } = FULL
const delta = symbol('dq', '\\vec\\delta')
const firstDelta = symbol('dq', '\\delta_1')

interface DerivationTexts {
  readonly lede: string
  readonly forwardText: string
  readonly forwardLabel: string
  readonly backText: string
  readonly backLabel: string
  readonly threeText: string
  readonly readText: string
  readonly forward: string
  readonly back: string
  readonly other: string
  readonly step: (now: number, of: number) => string
  readonly elementLabel: string
  readonly element: (row: number, column: number, value: string) => string
  readonly hint: string
  readonly softmaxTitle: string
  readonly softmaxText: string
  readonly softmaxLabel: string
  readonly proofText: string
  readonly proofLabel: string
  readonly compareText: string
  readonly compare: string
  readonly headColumn: string
  readonly heads: Readonly<Record<'squared' | 'softmax', string>>
  readonly output: string
  readonly loss: string
  readonly delta: string
  readonly sure: string
  readonly end: string
}

export const derivationTexts: Texts<DerivationTexts> = {
  en: {
    lede: 'The same once more, with columns and matrices instead of numbers. Nothing new happens, but three signs appear, and each is only a way of multiplying.',
    forwardText: `The input $${x}$ is a column now, and so is everything that follows from it. A weight $${element('V', 'ij')}$ leads from input $j$ to unit $i$: the matrix $${V}$ has a row for each unit and a column for each input. Here there are two inputs, three hidden units and two outputs.`,
    forwardLabel: 'The way forward in columns and matrices',
    backText: `The chain rule is now a sum over everything through which a number acts. In most of the sums one term is left, because $${element('V', 'ij')}$ acts on $${element('p', 'i')}$ alone. One sum stays whole: $${element('y', 'i')}$ acts on every $${element('q', 'j')}$.`,
    backLabel: 'The way back in columns and matrices',
    threeText: `Three ways of multiplying. The outer (tensor) product $${outer}$ is column × row = matrix, $a ${outer} b = a\\,b^T$: every element of the one times every element of the other. The Hadamard product $${hadamard}$ goes element by element. And $${transpose}$ is $${U}$ turned over its diagonal: forward, a row of $${U}$ gathers what comes into a unit; on the way back, a column of it gathers what went out.`,
    readText:
      'Go through the lines below, as slowly as you like. Point at an element of the result, behind the sign =, or touch it, and the numbers that it is made of are marked.',
    forward: 'Next line',
    back: 'Line before',
    other: 'Other numbers',
    step: (now, of) => `line ${now} of ${of}`,
    elementLabel: 'The same for one element',
    element: (row, column, value) => `row ${row}, column ${column}: ${value}`,
    hint: 'Under each matrix stands its shape, rows × columns. A letter that is lit marks the lines that it is part of.',
    softmaxTitle: 'Another end: softmax and cross-entropy',
    softmaxText: `Networks that choose between classes mostly end otherwise. Softmax makes probabilities of the preactivations, which are then called logits: all above 0, their sum 1. The loss is the cross-entropy: minus the natural logarithm of the probability of the right class. Its derivative with respect to $${q}$, called $${delta}$, is as plain as can be: what the network says minus what is right.`,
    softmaxLabel: 'Softmax, cross-entropy and their derivative',
    proofText: `Why so plain? The logarithm undoes the exponential: $\\ln ${element('z', 'i')} = ${element('q', 'i')} - \\ln\\sum_k e^{${element('q', 'k')}}$. Move $${element('q', 'j')}$: the first part moves with it only where $i = j$, the second $${element('z', 'j')}$ times as far. The sign $\\delta_{ij}$ is another one: 1 where $i = j$, 0 elsewhere. And the labels add up to 1:`,
    proofLabel: 'The derivative of the cross-entropy',
    compareText: `What is it good for? Let the right answer be the first class, and move its preactivation. Far to the left the network is sure and wrong. The squared loss has the factor $${slope}$, which is nearly nothing there: the worst mistakes teach the least. With cross-entropy the factor has cancelled, and $${firstDelta}$ is almost −1: the worst mistakes teach the most.`,
    compare: 'preactivation q₁ of the right class',
    headColumn: 'End of the network',
    heads: { squared: 'σ and ½(z − l)²', softmax: 'softmax and cross-entropy' },
    output: 'Output',
    loss: 'Loss ε',
    delta: 'δ₁ = ∂ε/∂q₁',
    sure: 'Both ends get the same preactivations; q₂ is held at 0',
    end: 'That is all. Layers before these go back in the same way, one after another; the fast code does the same for a whole minibatch, and gives the same bits on any number of cores.',
  },
  ru: {
    lede: 'То же самое ещё раз, но вместо чисел — столбцы и матрицы. Ничего нового не происходит, только появляются три знака, и каждый из них — всего лишь способ умножать.',
    forwardText: `Вход $${x}$ теперь столбец, и всё, что из него следует, тоже. Вес $${element('V', 'ij')}$ ведёт от входа $j$ к нейрону $i$: в матрице $${V}$ строка на каждый нейрон и столбец на каждый вход. Здесь два входа, три скрытых нейрона и два выхода.`,
    forwardLabel: 'Прямой проход в столбцах и матрицах',
    backText: `Цепное правило теперь — сумма по всему, через что число действует. В большинстве сумм остаётся одно слагаемое, потому что $${element('V', 'ij')}$ действует только на $${element('p', 'i')}$. Одна сумма остаётся целой: $${element('y', 'i')}$ действует на все $${element('q', 'j')}$.`,
    backLabel: 'Обратный проход в столбцах и матрицах',
    threeText: `Три способа умножать. Тензорное (внешнее) произведение $${outer}$ — это столбец × строка = матрица, $a ${outer} b = a\\,b^T$: каждый элемент одного на каждый элемент другого. Произведение Адамара $${hadamard}$ — поэлементное умножение. А $${transpose}$ — это $${U}$, перевёрнутая относительно диагонали: на пути вперёд строка $${U}$ собирает то, что приходит в нейрон; на пути назад столбец собирает то, что из него ушло.`,
    readText:
      'Пройдите строки одну за другой, не торопясь. Наведите на элемент результата (он после знака =) или коснитесь его — и отметятся числа, из которых он получен.',
    forward: 'Следующая строка',
    back: 'Предыдущая',
    other: 'Другие числа',
    step: (now, of) => `строка ${now} из ${of}`,
    elementLabel: 'То же для одного элемента',
    element: (row, column, value) => `строка ${row}, столбец ${column}: ${value}`,
    hint: 'Под каждой матрицей — её размеры, строки × столбцы. Зажжённая буква отмечает строки, в которые входит.',
    softmaxTitle: 'Другой конец: softmax и перекрёстная энтропия',
    softmaxText: `Сети, которые выбирают между классами, обычно заканчиваются иначе. Softmax превращает взвешенные суммы (их тогда называют логитами) в вероятности: все больше нуля, вместе дают единицу. Ошибка — перекрёстная энтропия, то есть натуральный логарифм вероятности верного класса с обратным знаком. Производная по $${q}$ — она названа $${delta}$ — проста донельзя: то, что сеть сказала, минус то, что верно.`,
    softmaxLabel: 'Softmax, перекрёстная энтропия и её производная',
    proofText: `Отчего так просто? Логарифм снимает экспоненту: $\\ln ${element('z', 'i')} = ${element('q', 'i')} - \\ln\\sum_k e^{${element('q', 'k')}}$. Сдвинем $${element('q', 'j')}$: первая часть сдвинется вместе с ним только при $i = j$, вторая — в $${element('z', 'j')}$ раз от этого сдвига. Знак $\\delta_{ij}$ здесь другой: 1 при $i = j$ и 0 иначе. А метки в сумме дают единицу:`,
    proofLabel: 'Производная перекрёстной энтропии',
    compareText: `Чем это хорошо? Пусть верен первый класс; двигайте его взвешенную сумму. Далеко слева сеть уверена и неправа. У квадратичной ошибки есть множитель $${slope}$, а он там почти нулевой: худшие промахи учат меньше всего. У перекрёстной энтропии этот множитель сократился, и $${firstDelta}$ почти равна −1: худшие промахи учат больше всего.`,
    compare: 'взвешенная сумма q₁ верного класса',
    headColumn: 'Конец сети',
    heads: { squared: 'σ и ½(z − l)²', softmax: 'softmax и перекрёстная энтропия' },
    output: 'Выход',
    loss: 'Ошибка ε',
    delta: 'δ₁ = ∂ε/∂q₁',
    sure: 'У обоих концов одни и те же взвешенные суммы; q₂ всегда 0',
    end: 'Вот и всё. Слои, стоящие раньше, проходятся назад точно так же, один за другим; быстрый код делает то же самое сразу для целого минибатча и даёт те же биты на любом числе ядер.',
  },
}
