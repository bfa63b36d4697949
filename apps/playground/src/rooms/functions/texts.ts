import type { Texts } from '../../state/language.js'
import type { Source } from './settings.js'

interface FunctionsTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly run: string
  readonly pause: string
  readonly anew: string
  readonly target: string
  readonly source: Readonly<Record<Source, string>>
  readonly hidden: string
  readonly rate: string
  readonly noise: string
  readonly seed: string
  readonly error: string
  readonly steps: (steps: string) => string
  readonly plot: (error: string) => string
  readonly plotHint: string
  readonly plotKeys: string
  readonly empty: string
  readonly parts: string
  readonly partsNote: string
  readonly partsLabel: (units: number) => string
  readonly falling: string
  readonly fallingLabel: (error: string) => string
  readonly paste: string
  readonly pasteLabel: string
  readonly take: string
  readonly wrong: string
  readonly clear: string
  readonly failed: string
  readonly key: { readonly samples: string; readonly sought: string; readonly network: string }
}

export const functionsTexts: Texts<FunctionsTexts> = {
  en: {
    title: 'Unknown functions',
    lede: 'A function is known at some points only. A network of a few sigmoids bends itself until it passes through them, and so comes to know it everywhere between.',
    controls: 'Function and network',
    run: 'Train',
    pause: 'Pause',
    anew: 'Begin anew',
    target: 'Function',
    source: { sine: 'sine', parabola: 'parabola', step: 'step', sawtooth: 'sawtooth', own: 'your own' },
    hidden: 'Hidden units',
    rate: 'Learning rate',
    noise: 'Noise',
    seed: 'Seed',
    error: 'root mean square error',
    steps: (steps) => `${steps} steps`,
    plot: (error) => `Samples and the curve of the network; error ${error}`,
    plotHint: 'Draw on it: a curve of your own, or single points.',
    plotKeys: 'Arrow keys move the cross, Enter sets a point, Delete takes the nearest one away.',
    empty: 'Draw a curve here, or set points',
    parts: 'What each hidden unit adds',
    partsNote:
      'A thin line is one unit’s share of the sum that goes into the last sigmoid, the strong one the sum. A mark on the axis above is where a unit turns.',
    partsLabel: (units) => `Contributions of ${units} hidden units and their sum`,
    falling: 'Error',
    fallingLabel: (error) => `The error over the steps, now ${error}`,
    paste: 'Paste numbers',
    pasteLabel: 'One point a line: x and y',
    take: 'Take them',
    wrong: 'No pairs of numbers found.',
    clear: 'Clear the points',
    failed: 'That did not work:',
    key: { samples: 'known', sought: 'sought', network: 'network' },
  },
  ru: {
    title: 'Неизвестные функции',
    lede: 'Функция известна лишь в некоторых точках. Сеть из нескольких сигмоид изгибается, пока не пройдёт через них, и тем узнаёт её всюду между ними.',
    controls: 'Функция и сеть',
    run: 'Обучить',
    pause: 'Пауза',
    anew: 'Начать заново',
    target: 'Функция',
    source: { sine: 'синус', parabola: 'парабола', step: 'ступень', sawtooth: 'пила', own: 'своя' },
    hidden: 'Скрытых нейронов',
    rate: 'Скорость обучения',
    noise: 'Шум',
    seed: 'Зерно',
    error: 'среднеквадратичная ошибка',
    steps: (steps) => `шагов: ${steps}`,
    plot: (error) => `Точки и кривая сети; ошибка ${error}`,
    plotHint: 'Рисуйте прямо здесь: свою кривую или отдельные точки.',
    plotKeys: 'Стрелки двигают крест, Enter ставит точку, Delete убирает ближайшую.',
    empty: 'Нарисуйте здесь кривую или поставьте точки',
    parts: 'Вклад каждого скрытого нейрона',
    partsNote:
      'Тонкая линия — доля одного нейрона в сумме, которая входит в последнюю сигмоиду, толстая — сама сумма. Отметка на оси выше — место, где нейрон поворачивает.',
    partsLabel: (units) => `Вклады скрытых нейронов (${units}) и их сумма`,
    falling: 'Ошибка',
    fallingLabel: (error) => `Ошибка по шагам, сейчас ${error}`,
    paste: 'Вставить числа',
    pasteLabel: 'По точке в строке: x и y',
    take: 'Взять их',
    wrong: 'Пар чисел не найдено.',
    clear: 'Убрать точки',
    failed: 'Не получилось:',
    key: { samples: 'известно', sought: 'ищем', network: 'сеть' },
  },
}
