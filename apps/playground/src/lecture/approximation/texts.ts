import { formatCount, inRussian } from '../../controls/format.js'
import { symbol } from '../../formulas/formula.js'
import { element, ONE } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'
import type { TargetName } from './model.js'

const { x, l, z, eps, V, v, U, u, y, sigma } = ONE
const primed = (letter: string) => symbol(letter, `${letter}'`)

interface ApproximationTexts {
  readonly lede: string
  readonly known: string
  readonly network: string
  readonly networkLabel: string
  readonly units: string
  readonly loss: string
  readonly lossLabel: string
  readonly watch: string
  readonly plot: (error: string) => string
  readonly keys: Readonly<Record<'points' | 'sought' | 'network', string>>
  readonly function: string
  readonly targets: Readonly<Record<TargetName, string>>
  readonly hidden: string
  readonly points: string
  readonly longer: string
  readonly again: string
  readonly error: string
  readonly state: (steps: number, parameters: number) => string
}

export const approximationTexts: Texts<ApproximationTexts> = {
  en: {
    lede: 'There is a function, but nobody knows its formula. All we have is a handful of points: for some arguments, the values. Can the rest be guessed?',
    known: `Call the argument $${x}$ and the value that belongs to it $${l}$, the label. The points are the dots in the picture. The dotted curve is the function itself; the network never sees it.`,
    network: `A network is a function with many knobs, its parameters. Every hidden unit takes the argument, stretches and shifts it by a weight $${V}$ and a bias $${v}$, and squeezes the result with $${sigma}$, which climbs smoothly from 0 to 1: one smooth stair, $${y}$. The output adds the stairs up ($\\sum_k$: over all units) with weights $${U}$ and a bias $${u}$, and squeezes once more: $${z}$. Because $${sigma}$ gives numbers between 0 and 1, arguments and values are scaled for the network, and its answer is scaled back for the picture. In the formulas on this page $${x}$, $${l}$ and $${z}$ are the scaled ones; the next step writes them $${primed('x')}$, $${primed('l')}$, $${primed('z')}$.`,
    networkLabel: 'What the network makes of x',
    units: `Point at $${y}$, or touch it, to see the stairs one by one, and at $${U}$ to see what each adds to the sum, above or below the middle. With enough of them any continuous curve on an interval can be put together, as closely as one likes, as a wall can be built of bricks; a jump needs a steep one, a bend a few gentle ones.`,
    loss: `How good the guess is, is one number: the loss $${eps}$, half the squared distance between what the network says and what it should say. Learning means turning the knobs until this number is small. How that is done is what the other six steps are about; here just watch it happen. The number above the picture is the same for all points at once, in the units of $${l}$: the root of the mean of the squared distances from the points to the curve, roughly how far it is off.`,
    lossLabel: 'The loss of one example',
    watch:
      'A step turns all the knobs a little after one point; an epoch takes every point once. At the slow pace you see the curve bend; at the fast one you see where it ends. Take fewer units and see what they can no longer follow.',
    plot: (error) => `The points, the function and the curve of the network; it is off by ${error}`,
    keys: { points: 'known points', sought: 'the unknown function', network: 'the network' },
    function: 'Unknown function',
    targets: { sine: 'sine', step: 'step', sawtooth: 'sawtooth', parabola: 'parabola, with noise' },
    hidden: 'Hidden units',
    points: 'Known points',
    longer:
      'The same points, longer training: 300,000 steps, other initial weights, and a learning rate that falls from 6 to 0.6.',
    again: 'Start over',
    error: 'root mean square error',
    state: (steps, parameters) =>
      `${steps === 1 ? '1 step' : `${formatCount(steps)} steps`}, ${parameters} parameters`,
  },
  ru: {
    lede: 'Есть функция, но формулы её никто не знает. Есть только горсть точек: значения при некоторых аргументах. Можно ли угадать остальное?',
    known: `Обозначим аргумент через $${x}$, а соответствующее ему значение через $${l}$ — это метка. На рисунке такие пары — точки. Пунктир — сама функция; сеть её никогда не видит.`,
    network: `Сеть — это функция со множеством ручек, её параметров. Каждый скрытый нейрон растягивает и сдвигает аргумент: умножает на вес $${V}$, прибавляет смещение $${v}$ — и сжимает результат функцией $${sigma}$, которая плавно растёт от 0 до 1. Получается одна плавная ступенька, $${y}$. Выход складывает ступеньки ($\\sum_k$ — по всем нейронам) с весами $${U}$, прибавляет смещение $${u}$ и сжимает ещё раз: это $${z}$. Поскольку $${sigma}$ даёт числа от 0 до 1, аргументы и значения для сети масштабируют, а её ответ для рисунка переводят обратно. В формулах этой страницы $${x}$, $${l}$ и $${z}$ — уже масштабированные; в следующем шаге они обозначены $${primed('x')}$, $${primed('l')}$, $${primed('z')}$.`,
    networkLabel: 'Что сеть делает с x',
    units: `Наведите на $${y}$ или нажмите — ступеньки станут видны по отдельности; на $${U}$ — станет видно, что каждая из них прибавляет к сумме, вверх или вниз от середины. Из достаточного их числа складывается любая непрерывная кривая на отрезке, сколь угодно точно, как стена из кирпичей: для скачка нужна одна крутая, для изгиба — несколько пологих.`,
    loss: `Насколько догадка хороша, показывает одно число — ошибка $${eps}$: половина квадрата расстояния между тем, что сеть ответила, и тем, что должна была. Учиться — значит крутить ручки, пока это число не станет малым. Как это делается, расскажут остальные шесть шагов; здесь просто посмотрите. Число над рисунком говорит о том же по всем точкам сразу, в единицах $${l}$: корень из среднего квадрата расстояний от точек до кривой — грубо говоря, насколько она промахивается.`,
    lossLabel: 'Ошибка на одном примере',
    watch:
      'Шаг чуть поворачивает все ручки по одной точке, эпоха проходит все точки по разу. В медленном темпе видно, как кривая гнётся, в быстром — чем всё кончается. Уменьшите число нейронов и посмотрите, за чем они уже не успевают.',
    plot: (error) => `Точки, искомая функция и кривая сети; отклонение ${error}`,
    keys: { points: 'известные точки', sought: 'неизвестная функция', network: 'сеть' },
    function: 'Неизвестная функция',
    targets: { sine: 'синус', step: 'ступенька', sawtooth: 'пила', parabola: 'парабола с шумом' },
    hidden: 'Скрытых нейронов',
    points: 'Известных точек',
    longer:
      'Те же точки, но обучение дольше: 300\u202f000 шагов, другие начальные веса и скорость обучения, убывающая с 6 до 0,6.',
    again: 'Начать заново',
    error: 'среднеквадратичное отклонение',
    state: (steps, parameters) =>
      `${inRussian(steps, 'шаг', 'шага', 'шагов')}, ${inRussian(parameters, 'параметр', 'параметра', 'параметров')}`,
  },
}

/** Of unit k. */
const of = (letter: string) => element(letter, 'k')

/** z of x, as the text says it. */
export const NETWORK = `${z} = ${sigma}\\Big(\\sum_k ${of('U')}\\,${of('y')} + ${u}\\Big) \\qquad ${of('y')} = ${sigma}(${of('V')}\\,${x} + ${of('v')})`

export const LOSS = `${eps} = \\tfrac12 (${z} - ${l})^2`
