import { formatFixed } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'
import type { Verdict } from './descent.js'
import type { SurfaceName } from './surfaces.js'

interface DescentTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly surface: string
  readonly names: Readonly<Record<SurfaceName, string>>
  readonly rate: string
  readonly speed: string
  readonly step: string
  readonly run: string
  readonly pause: string
  readonly back: string
  readonly steps: (steps: number) => string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly height: string
  readonly limit: string
  readonly noLimit: string
  readonly map: (x: number, y: number) => string
  readonly mapNote: string
  readonly mapKeys: string
  readonly next: string
  readonly falling: string
  readonly fallingLabel: (steps: number) => string
}

export const descentTexts: Texts<DescentTexts> = {
  en: {
    title: 'Gradient descent',
    lede: 'A ball that only feels the slope under it goes downhill step by step. How far each step leads is the learning rate; between too small and too large lies all the art.',
    controls: 'Surface and step',
    surface: 'Surface',
    names: {
      bowl: 'bowl',
      valley: 'narrow valley',
      saddle: 'saddle',
      wells: 'four wells',
      rosenbrock: 'Rosenbrock’s',
    },
    rate: 'Learning rate',
    speed: 'Steps a second',
    step: 'One step',
    run: 'Run',
    pause: 'Pause',
    back: 'Back to the start',
    steps: (steps) => (steps === 1 ? '1 step' : `${steps} steps`),
    verdicts: {
      begun: 'Put it anywhere',
      creeping: 'Creeping',
      converging: 'Converging',
      oscillating: 'Oscillating',
      diverging: 'Diverging',
      arrived: 'Arrived',
    },
    height: 'height',
    limit: 'The largest rate that still converges here:',
    noLimit: 'No one rate is the largest here: how steep it bends depends on the place.',
    map: (x, y) => `The surface from above; the ball lies at ${formatFixed(x, 2)}, ${formatFixed(y, 2)}`,
    mapNote: 'Click or drag to put the ball somewhere. The arrow is the next step, −η∇f; crosses are minima.',
    mapKeys: 'Arrow keys move the ball.',
    next: 'The step that comes next',
    falling: 'Height over the steps',
    fallingLabel: (steps) => `The height over ${steps} steps`,
  },
  ru: {
    title: 'Градиентный спуск',
    lede: 'Шарик, который чувствует лишь уклон под собой, шаг за шагом идёт вниз. Длину шага задаёт скорость обучения; всё искусство — между слишком малой и слишком большой.',
    controls: 'Поверхность и шаг',
    surface: 'Поверхность',
    names: {
      bowl: 'чаша',
      valley: 'узкая долина',
      saddle: 'седло',
      wells: 'четыре ямы',
      rosenbrock: 'Розенброка',
    },
    rate: 'Скорость обучения',
    speed: 'Шагов в секунду',
    step: 'Один шаг',
    run: 'Пуск',
    pause: 'Пауза',
    back: 'В начало',
    steps: (steps) => `шагов: ${steps}`,
    verdicts: {
      begun: 'Положите куда угодно',
      creeping: 'Ползёт',
      converging: 'Сходится',
      oscillating: 'Колеблется',
      diverging: 'Расходится',
      arrived: 'Пришёл',
    },
    height: 'высота',
    limit: 'Наибольшая скорость, при которой здесь ещё сходится:',
    noLimit: 'Одной наибольшей скорости здесь нет: кривизна зависит от места.',
    map: (x, y) => `Поверхность сверху; шарик в точке ${formatFixed(x, 2)}; ${formatFixed(y, 2)}`,
    mapNote: 'Нажмите или тяните, чтобы положить шарик. Стрелка — следующий шаг, −η∇f; крестики — минимумы.',
    mapKeys: 'Стрелки двигают шарик.',
    next: 'Следующий шаг',
    falling: 'Высота по шагам',
    fallingLabel: (steps) => `Высота за шаги (${steps})`,
  },
}
