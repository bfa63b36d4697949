import type { descent } from '@antigrad/core/lecture'
import { formatCount, formatFixed, inRussian } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'
import type { LandscapeName } from './settings.js'

interface DescentTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly surface: string
  readonly names: Readonly<Record<LandscapeName, string>>
  readonly rate: string
  readonly speed: string
  readonly step: string
  readonly run: string
  readonly pause: string
  readonly back: string
  readonly steps: (steps: number, height: string) => string
  readonly effects: Readonly<Record<descent.Effect, string>>
  readonly effectNote: (steps: number) => string
  readonly atRest: string
  /** With formulas between dollar signs. */
  readonly nextNote: (variables: number) => string
  readonly arrived: (steps: number) => string
  readonly limit: string
  readonly limitHere: string
  readonly curvature: string
  readonly noLimit: string
  readonly map: (at: descent.Point) => string
  readonly mapNote: string
  readonly mapKeys: string
  readonly next: string
  readonly falling: string
  readonly fallingLabel: (steps: number) => string
}

export const descentTexts: Texts<DescentTexts> = {
  en: {
    title: 'Gradient descent',
    lede: 'A ball that feels only the slope beneath it goes downhill step by step. The learning rate sets how far each step leads; the whole art lies between too small and too large.',
    controls: 'Landscape and step',
    surface: 'Landscape',
    names: {
      valley: 'narrow valley',
      saddle: 'saddle',
      minima: 'four minima',
      rosenbrock: 'Rosenbrock',
      parabola: 'parabola',
      hills: 'two hollows',
    },
    rate: 'Learning rate',
    speed: 'Steps per second',
    step: 'One step',
    run: 'Run',
    pause: 'Pause',
    back: 'Reset',
    steps: (steps, height) => `${inEnglish(steps)}, height ε = ${height}`,
    effects: {
      creeping: 'Creeping',
      converging: 'Converging',
      oscillating: 'Oscillating',
      diverging: 'Diverging',
    },
    effectNote: (steps) => `what this rate does in ${inEnglish(steps)}`,
    atRest: 'At rest',
    nextNote: (variables) =>
      variables === 1
        ? 'The number $m$ is where the ball is: in a network, a weight. $\\eta$ is the learning rate, and $\\nabla\\varepsilon$ how steep it is under the ball.'
        : 'The column $\\vec m$ is where the ball is: $m_1$ across, $m_2$ up. In a network it is the list of all weights and biases. $\\eta$ is the learning rate, and $\\nabla\\varepsilon$ how steep it is under the ball, along each axis.',
    arrived: (steps) => `arrived after ${inEnglish(steps)}`,
    limit: 'Every rate converges below',
    limitHere: 'Where the ball is now, steps overshoot further and further above',
    curvature: '– two over the greatest curvature.',
    noLimit:
      'Where the ball is now, the ground curves upwards in no direction: the curvature here sets no bound to the rate.',
    map: (at) => `The landscape; the ball is at ${at.map((one) => formatFixed(one, 2)).join(', ')}`,
    mapNote:
      'Click or drag to put the ball anywhere. The arrow is −∇ε, the steepest way down; it is as long as the next step, unless that is too short to see. A new rate redraws the whole path.',
    mapKeys: 'Arrow keys move the ball.',
    next: 'The next step',
    falling: 'Height after each step',
    fallingLabel: (steps) => `The height over ${inEnglish(steps)}`,
  },
  ru: {
    title: 'Градиентный спуск',
    lede: 'Шарик чувствует лишь уклон под собой и шаг за шагом спускается. Длину шага задаёт скорость обучения, и всё искусство — взять её не слишком малой и не слишком большой.',
    controls: 'Рельеф и шаг',
    surface: 'Рельеф',
    names: {
      valley: 'узкая долина',
      saddle: 'седло',
      minima: 'четыре минимума',
      rosenbrock: 'функция Розенброка',
      parabola: 'парабола',
      hills: 'две ямы',
    },
    rate: 'Скорость обучения',
    speed: 'Шагов в секунду',
    step: 'Один шаг',
    run: 'Пуск',
    pause: 'Пауза',
    back: 'Сброс',
    steps: (steps, height) => `${inRussian(steps, 'шаг', 'шага', 'шагов')}, высота ε = ${height}`,
    effects: {
      creeping: 'Ползёт',
      converging: 'Сходится',
      oscillating: 'Колеблется',
      diverging: 'Расходится',
    },
    effectNote: (steps) => `что даёт эта скорость за ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
    atRest: 'Стоит',
    nextNote: (variables) =>
      variables === 1
        ? 'Число $m$ — место шарика; в сети это был бы вес. $\\eta$ — скорость обучения, $\\nabla\\varepsilon$ — крутизна под шариком.'
        : 'Столбец $\\vec m$ — место шарика: $m_1$ по горизонтали, $m_2$ по вертикали. В сети это список всех весов и смещений. $\\eta$ — скорость обучения, $\\nabla\\varepsilon$ — крутизна под шариком вдоль каждой оси.',
    arrived: (steps) => `дошёл за ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
    limit: 'Спуск сходится при любой скорости меньше',
    limitHere: 'Там, где шарик сейчас, шаги перелетают всё дальше при скорости больше',
    curvature: '— два на наибольшую кривизну.',
    noLimit:
      'Там, где шарик сейчас, рельеф ни в одну сторону не загибается вверх: кривизна здесь скорость не ограничивает.',
    map: (at) => `Рельеф; шарик в точке ${at.map((one) => formatFixed(one, 2)).join('; ')}`,
    mapNote:
      'Нажмите или ведите, чтобы поставить шарик куда угодно. Стрелка — это −∇ε, самый крутой путь вниз; длиной она равна следующему шагу, если тот не слишком мал. Новая скорость перерисовывает весь путь.',
    mapKeys: 'Стрелки двигают шарик.',
    next: 'Следующий шаг',
    falling: 'Высота после каждого шага',
    fallingLabel: (steps) => `Высота за ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
  },
}

function inEnglish(steps: number): string {
  return steps === 1 ? '1 step' : `${formatCount(steps)} steps`
}
