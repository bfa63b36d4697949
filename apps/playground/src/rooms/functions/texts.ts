import { formatCount, inRussian } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'
import type { Source } from './settings.js'

interface FunctionsTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly anew: string
  readonly target: string
  readonly source: Readonly<Record<Source, string>>
  readonly hidden: string
  readonly rate: string
  readonly noise: string
  readonly seed: string
  readonly error: string
  readonly unseen: (error: string) => string
  readonly noUnseen: string
  readonly steps: (steps: number) => string
  readonly plot: (error: string) => string
  readonly plotHint: string
  readonly plotKeys: string
  readonly empty: string
  readonly parts: string
  readonly partsNote: string
  readonly partsLabel: (units: number) => string
  readonly falling: string
  readonly fallingLabel: (error: string) => string
  readonly fallingNote: string
  readonly paste: string
  readonly pasteLabel: string
  readonly take: string
  readonly wrong: string
  readonly clear: string
  readonly key: Readonly<Record<'samples' | 'unseen' | 'sought' | 'network', string>>
  readonly curves: Readonly<Record<'samples' | 'unseen', string>>
}

export const functionsTexts: Texts<FunctionsTexts> = {
  en: {
    title: 'Unknown functions',
    lede: 'A function is known only at some points. A network of a few sigmoids bends until it follows them, and so learns the function everywhere in between.',
    controls: 'Function and network',
    anew: 'Start over',
    target: 'Function',
    source: { sine: 'sine', parabola: 'parabola', step: 'step', sawtooth: 'sawtooth', own: 'your own' },
    hidden: 'Hidden units',
    rate: 'Learning rate',
    noise: 'Noise',
    seed: 'Seed',
    error: 'root mean square error at the samples',
    unseen: (error) => `${error} between them, where nothing was learned`,
    noUnseen: 'too few points to keep some for a test',
    steps: (steps) => (steps === 1 ? '1 step' : `${formatCount(steps)} steps`),
    plot: (error) => `Samples and the curve of the network; error ${error}`,
    plotHint: 'Draw a curve of your own here, or set single points.',
    plotKeys: 'Arrow keys move the cross, Enter sets a point, Delete takes the nearest one away.',
    empty: 'Draw a curve here, or set single points',
    parts: 'What each hidden unit adds',
    partsNote:
      'Each thin line is one unit’s share of the sum that enters the last sigmoid; the strong line is that sum. The marks on the axis above show where each unit turns.',
    partsLabel: (units) => `Contributions of ${units} hidden units and their sum`,
    falling: 'Error',
    fallingLabel: (error) => `The error over the steps, now ${error}`,
    fallingNote: 'Over the steps, by powers of ten.',
    paste: 'Paste numbers',
    pasteLabel: 'One point per line: x and y',
    take: 'Use these points',
    wrong: 'There is no pair of numbers here.',
    clear: 'Clear the points',
    key: { samples: 'samples', unseen: 'for the test', sought: 'true function', network: 'network' },
    curves: { samples: 'at the samples', unseen: 'between them' },
  },
  ru: {
    title: 'Неизвестные функции',
    lede: 'Функция известна лишь в некоторых точках. Сеть из нескольких сигмоид изгибается, пока не повторит их, — и так узнаёт функцию и между ними.',
    controls: 'Функция и сеть',
    anew: 'Начать заново',
    target: 'Функция',
    source: { sine: 'синус', parabola: 'парабола', step: 'ступень', sawtooth: 'пила', own: 'своя' },
    hidden: 'Скрытых нейронов',
    rate: 'Скорость обучения',
    noise: 'Шум',
    seed: 'Зерно',
    error: 'среднеквадратичное отклонение в точках',
    unseen: (error) => `${error} между ними, где обучения не было`,
    noUnseen: 'точек слишком мало, чтобы оставить часть для проверки',
    steps: (steps) => inRussian(steps, 'шаг', 'шага', 'шагов'),
    plot: (error) => `Точки и кривая сети; ошибка ${error}`,
    plotHint: 'Нарисуйте здесь свою кривую или отдельные точки.',
    plotKeys: 'Стрелки двигают крест, Enter ставит точку, Delete убирает ближайшую.',
    empty: 'Нарисуйте здесь кривую или поставьте точки',
    parts: 'Вклад каждого скрытого нейрона',
    partsNote:
      'Тонкие линии — вклады отдельных нейронов в сумму, которая поступает в последнюю сигмоиду; толстая — сама сумма. Отметки на оси выше показывают, где переключается каждый нейрон.',
    partsLabel: (units) => `Вклады скрытых нейронов (${units}) и их сумма`,
    falling: 'Ошибка',
    fallingLabel: (error) => `Ошибка по шагам, сейчас ${error}`,
    fallingNote: 'По шагам, в степенях десяти.',
    paste: 'Вставить числа',
    pasteLabel: 'По одной точке в строке: x и y',
    take: 'Взять эти точки',
    wrong: 'Здесь нет ни одной пары чисел.',
    clear: 'Убрать точки',
    key: { samples: 'точки', unseen: 'для проверки', sought: 'искомая функция', network: 'сеть' },
    curves: { samples: 'в точках', unseen: 'между ними' },
  },
}
