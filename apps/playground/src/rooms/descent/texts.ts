import type { descent } from '@antigrad/core'
import { formatFixed } from '../../controls/format.js'
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
  readonly arrived: (steps: number) => string
  readonly limit: string
  readonly limitHere: string
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
    lede: 'A ball that feels only the slope under it goes downhill step by step. How far a step leads is the learning rate; between too small and too large lies all the art.',
    controls: 'Landscape and step',
    surface: 'Landscape',
    names: {
      valley: 'narrow valley',
      saddle: 'saddle',
      minima: 'four minima',
      rosenbrock: 'Rosenbrock’s',
      parabola: 'parabola',
      hills: 'two hollows',
    },
    rate: 'Learning rate',
    speed: 'Steps a second',
    step: 'One step',
    run: 'Run',
    pause: 'Pause',
    back: 'Reset',
    steps: (steps, height) => `${steps === 1 ? '1 step' : `${steps} steps`}, height ${height}`,
    effects: {
      creeping: 'Creeping',
      converging: 'Converging',
      oscillating: 'Oscillating',
      diverging: 'Diverging',
    },
    effectNote: (steps) => `what this rate does in ${steps} steps`,
    arrived: (steps) => `arrived after ${steps} steps`,
    limit: 'The largest rate that still converges:',
    limitHere: 'Where the ball lies now, steps overshoot from',
    noLimit: 'Where the ball lies now, the ground bends nowhere upwards.',
    map: (at) => `The landscape; the ball lies at ${at.map((one) => formatFixed(one, 2)).join(', ')}`,
    mapNote:
      'Click or drag to put the ball somewhere. The arrow points along −∇f, and is as long as the next step where that can be seen. Changing the rate lays the whole path anew.',
    mapKeys: 'Arrow keys move the ball.',
    next: 'The step that comes next',
    falling: 'Height over the steps',
    fallingLabel: (steps) => `The height over ${steps} steps`,
  },
  ru: {
    title: 'Градиентный спуск',
    lede: 'Шарик, который чувствует лишь уклон под собой, шаг за шагом идёт вниз. Длину шага задаёт скорость обучения; всё искусство — между слишком малой и слишком большой.',
    controls: 'Местность и шаг',
    surface: 'Местность',
    names: {
      valley: 'узкая долина',
      saddle: 'седло',
      minima: 'четыре минимума',
      rosenbrock: 'Розенброк',
      parabola: 'парабола',
      hills: 'две ямы',
    },
    rate: 'Скорость обучения',
    speed: 'Шагов в секунду',
    step: 'Один шаг',
    run: 'Пуск',
    pause: 'Пауза',
    back: 'Сброс',
    steps: (steps, height) => `шагов: ${steps}, высота ${height}`,
    effects: {
      creeping: 'Ползёт',
      converging: 'Сходится',
      oscillating: 'Колеблется',
      diverging: 'Расходится',
    },
    effectNote: (steps) => `что выходит при этой скорости за ${steps} шагов`,
    arrived: (steps) => `пришёл, шагов: ${steps}`,
    limit: 'Наибольшая скорость, при которой ещё сходится:',
    limitHere: 'Там, где шарик сейчас, шаги перелетают начиная с',
    noLimit: 'Там, где шарик сейчас, местность нигде не изгибается вверх.',
    map: (at) => `Местность; шарик в точке ${at.map((one) => formatFixed(one, 2)).join('; ')}`,
    mapNote:
      'Нажмите или тяните, чтобы положить шарик. Стрелка смотрит вдоль −∇f и длиной равна следующему шагу, если его видно. Новая скорость прокладывает весь путь заново.',
    mapKeys: 'Стрелки двигают шарик.',
    next: 'Следующий шаг',
    falling: 'Высота по шагам',
    fallingLabel: (steps) => `Высота за шаги (${steps})`,
  },
}
