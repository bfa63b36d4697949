import { formatCount, inRussian } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'
import type { RunSettings } from './run-settings.js'
import type { CLASS_HEADS, SetName } from './settings.js'

interface BoundaryTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly accuracy: string
  readonly accuracyOfSeen: string
  readonly noPoints: string
  readonly epochs: (epochs: number, steps: number) => string
  readonly anew: string
  readonly plane: (loss: string) => string
  readonly planeNote: string
  readonly planeKeys: string
  readonly watched: string
  readonly empty: string
  readonly draw: string
  readonly classNames: readonly string[]
  readonly clear: string
  readonly losses: string
  readonly lossesLabel: (train: string, test: string) => string
  readonly lossesNote: string
  readonly train: string
  readonly test: string
  readonly network: string
  readonly networkNote: string
  readonly positive: string
  readonly negative: string
  readonly linesLabel: (sizes: string) => string
  readonly layers: (count: number) => string
  readonly fewerLayers: string
  readonly moreLayers: string
  readonly fewerUnits: (layer: number) => string
  readonly moreUnits: (layer: number) => string
  readonly inputs: string
  readonly outputs: string
  readonly inputName: (input: number) => string
  readonly unitName: (layer: number, unit: number) => string
  readonly outputName: (label: number) => string
  readonly set: string
  readonly sets: Readonly<Record<SetName, string>>
  readonly noise: string
  readonly seed: string
  readonly activation: string
  readonly activations: Readonly<Record<RunSettings['activation'], string>>
  readonly head: string
  readonly heads: Readonly<Record<(typeof CLASS_HEADS)[number], string>>
  readonly rule: string
  readonly rules: Readonly<Record<RunSettings['rule'], string>>
  readonly rate: string
  readonly batch: string
  readonly decay: string
  readonly dropout: string
  readonly paste: string
  readonly pasteLabel: string
  readonly take: string
  readonly wrong: string
  readonly code: string
  readonly codeNote: string
  readonly hashLater: string
  readonly insecure: string
  readonly copyCode: string
  readonly copyLink: string
  readonly copied: Readonly<Record<'code' | 'link', string>>
}

/** Names that both languages have. */
const RULES = {
  sgd: 'SGD',
  nesterov: 'Nesterov',
  rmsprop: 'RMSprop',
  adam: 'Adam',
  adamw: 'AdamW',
} as const

const ACTIVATION_NAMES = {
  sigmoid: 'σ',
  tanh: 'tanh',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
} as const

export const boundaryTexts: Texts<BoundaryTexts> = {
  en: {
    title: 'The boundary',
    lede: 'Points of two or three kinds lie in the plane. The network learns which is which, and so where one kind ends and the next begins.',
    controls: 'Points and training',
    accuracy: 'of the points it never saw are classified correctly',
    accuracyOfSeen: 'of the points are classified correctly; too few to keep some for a test',
    noPoints: 'there are no points yet',
    epochs: (epochs, steps) =>
      `${epochs === 1 ? '1 epoch' : `${formatCount(epochs)} epochs`}, ${steps === 1 ? '1 step' : `${formatCount(steps)} steps`}`,
    anew: 'Start over',
    plane: (loss) => `The plane with the points and what the network makes of it; loss ${loss}`,
    planeNote:
      'In colour: which kind the network takes each place for, the stronger the surer. The line is the boundary. Draw points of your own here.',
    planeKeys:
      'Arrow keys move the cross, 1, 2 and 3 choose a kind, Enter sets a point of it, Delete takes the nearest one away.',
    watched: 'What the unit that is chosen below makes of each place: the stronger, the more.',
    empty: 'Draw points here',
    draw: 'To draw',
    classNames: ['first', 'second', 'third'],
    clear: 'Clear the points',
    losses: 'Loss',
    lossesLabel: (train, test) =>
      `The loss over the epochs, now ${train} learned from and ${test} never seen`,
    lossesNote: 'The mean over the points, after each epoch.',
    train: 'learned from',
    test: 'never seen',
    network: 'The network',
    networkNote:
      'Each picture is the plane as one unit sees it: the stronger, the more it says there. The wider a line, the larger its weight. Choose a unit to see it large.',
    positive: 'weights above 0',
    negative: 'below 0',
    linesLabel: (sizes) => `The weights of the network ${sizes}, as lines between its units`,
    layers: (count) =>
      count === 0 ? 'no hidden layer' : count === 1 ? '1 hidden layer' : `${count} hidden layers`,
    fewerLayers: 'Take a layer away',
    moreLayers: 'Add a layer',
    fewerUnits: (layer) => `Take a unit of layer ${layer} away`,
    moreUnits: (layer) => `Add a unit to layer ${layer}`,
    inputs: 'inputs',
    outputs: 'outputs',
    inputName: (input) => (input === 0 ? 'Input x' : 'Input y'),
    unitName: (layer, unit) => `Layer ${layer}, unit ${unit}`,
    outputName: (label) => `Output of the ${['first', 'second', 'third'][label]} kind`,
    set: 'Points',
    sets: {
      circle: 'circle',
      xor: 'XOR',
      spiral: 'spiral',
      moons: 'two moons',
      blobs: 'three blobs',
      own: 'your own',
    },
    noise: 'Noise',
    seed: 'Seed',
    activation: 'Activation',
    activations: { ...ACTIVATION_NAMES, linear: 'linear' },
    head: 'Outputs and loss',
    heads: {
      'softmax-cross-entropy': 'softmax, cross-entropy',
      'sigmoid-cross-entropy': 'σ, cross-entropy',
      squared: 'σ, ½‖z − l‖²',
    },
    rule: 'Update rule',
    rules: { ...RULES, momentum: 'momentum' },
    rate: 'Learning rate',
    batch: 'Points per step',
    decay: 'Weight decay',
    dropout: 'Dropout',
    paste: 'Paste points',
    pasteLabel: 'One point per line: x, y and the kind, 0, 1 or 2',
    take: 'Use these points',
    wrong: 'There is no point here.',
    code: 'The same in Node',
    codeNote:
      'This program trains the same network as far as it is here, and prints the same SHA-256 of its weights:',
    hashLater: 'The SHA-256 of the weights appears here when they rest.',
    insecure: 'The SHA-256 is shown where the page comes over https: elsewhere the browser computes none.',
    copyCode: 'Copy the code',
    copyLink: 'Copy a link to this network',
    copied: { code: 'The code is copied.', link: 'The link is copied.' },
  },
  ru: {
    title: 'Граница',
    lede: 'На плоскости лежат точки двух или трёх видов. Сеть учится различать их — и так узнаёт, где кончается один вид и начинается другой.',
    controls: 'Точки и обучение',
    accuracy: 'новых точек определены верно',
    accuracyOfSeen: 'точек определены верно; их слишком мало, чтобы оставить часть для проверки',
    noPoints: 'точек пока нет',
    epochs: (epochs, steps) =>
      `${inRussian(epochs, 'эпоха', 'эпохи', 'эпох')}, ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
    anew: 'Начать заново',
    plane: (loss) => `Плоскость с точками и то, как её видит сеть; ошибка ${loss}`,
    planeNote:
      'Цветом — к какому виду сеть относит каждое место: чем гуще, тем увереннее. Линия — граница. Здесь можно рисовать свои точки.',
    planeKeys: 'Стрелки двигают крест, 1, 2 и 3 выбирают вид, Enter ставит точку, Delete убирает ближайшую.',
    watched: 'Что выбранный ниже нейрон говорит о каждом месте: чем гуще, тем больше.',
    empty: 'Нарисуйте здесь точки',
    draw: 'Рисовать',
    classNames: ['первый', 'второй', 'третий'],
    clear: 'Убрать точки',
    losses: 'Ошибка',
    lossesLabel: (train, test) => `Ошибка по эпохам, сейчас ${train} на обучающих точках и ${test} на новых`,
    lossesNote: 'Средняя по точкам, после каждой эпохи.',
    train: 'на обучающих',
    test: 'на новых',
    network: 'Сеть',
    networkNote:
      'Каждая картинка — плоскость, какой её видит один нейрон: чем гуще, тем больше его ответ. Чем шире линия, тем больше вес. Выберите нейрон, чтобы увидеть его крупно.',
    positive: 'веса больше 0',
    negative: 'меньше 0',
    linesLabel: (sizes) => `Веса сети ${sizes} в виде линий между нейронами`,
    layers: (count) =>
      count === 0 ? 'без скрытых слоёв' : inRussian(count, 'скрытый слой', 'скрытых слоя', 'скрытых слоёв'),
    fewerLayers: 'Убрать слой',
    moreLayers: 'Добавить слой',
    fewerUnits: (layer) => `Убрать нейрон из слоя ${layer}`,
    moreUnits: (layer) => `Добавить нейрон в слой ${layer}`,
    inputs: 'входы',
    outputs: 'выходы',
    inputName: (input) => (input === 0 ? 'Вход x' : 'Вход y'),
    unitName: (layer, unit) => `Слой ${layer}, нейрон ${unit}`,
    outputName: (label) => `Выход ${['первого', 'второго', 'третьего'][label]} вида`,
    set: 'Точки',
    sets: {
      circle: 'круг',
      xor: 'XOR',
      spiral: 'спираль',
      moons: 'две луны',
      blobs: 'три облака',
      own: 'свои',
    },
    noise: 'Шум',
    seed: 'Зерно',
    activation: 'Функция активации',
    activations: { ...ACTIVATION_NAMES, linear: 'линейная' },
    head: 'Выходы и ошибка',
    heads: {
      'softmax-cross-entropy': 'softmax, перекрёстная энтропия',
      'sigmoid-cross-entropy': 'σ, перекрёстная энтропия',
      squared: 'σ, ½‖z − l‖²',
    },
    rule: 'Правило обновления',
    rules: { ...RULES, momentum: 'с импульсом' },
    rate: 'Скорость обучения',
    batch: 'Точек на шаг',
    decay: 'Затухание весов',
    dropout: 'Отключение нейронов',
    paste: 'Вставить точки',
    pasteLabel: 'По одной точке в строке: x, y и вид — 0, 1 или 2',
    take: 'Взять эти точки',
    wrong: 'Здесь нет ни одной точки.',
    code: 'То же самое в Node',
    codeNote: 'Эта программа обучает ту же сеть до того же места и печатает ту же SHA-256 её весов:',
    hashLater: 'SHA-256 весов появится здесь, когда обучение остановится.',
    insecure: 'SHA-256 видна, если страница открыта по https: иначе браузер её не вычисляет.',
    copyCode: 'Скопировать код',
    copyLink: 'Скопировать ссылку на эту сеть',
    copied: { code: 'Код скопирован.', link: 'Ссылка скопирована.' },
  },
}
