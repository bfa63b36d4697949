import { symbol } from '../../formulas/formula.js'
import { ONE } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'
import type { Method } from './session.js'
import type { TableName } from './tables.js'

const { x, l, z, sigma } = ONE
const xs = symbol('xs', "x'")
const ls = symbol('ls', "l'")
const zs = symbol('zs', "z'")
const least = (letter: 'x' | 'l') => symbol(`${letter}min`, `${letter}_{\\min}`)
const largest = (letter: 'x' | 'l') => symbol(`${letter}max`, `${letter}_{\\max}`)

/** Into the range of the network, and back. */
export const SCALING = `\\begin{aligned} ${xs} &= 2\\,\\frac{${x} - ${least('x')}}{${largest('x')} - ${least('x')}} - 1 \\\\[8pt] ${ls} &= \\frac14 + \\frac12\\,\\frac{${l} - ${least('l')}}{${largest('l')} - ${least('l')}} \\\\[8pt] ${z} &= ${least('l')} + 2\\,\\big(${zs} - \\tfrac14\\big)(${largest('l')} - ${least('l')}) \\end{aligned}`

interface PropertiesTexts {
  readonly lede: string
  readonly tablesText: string
  readonly scalingText: string
  readonly scalingLabel: string
  readonly backText: string
  readonly honest: string
  readonly why: string
  readonly table: string
  /** What each is called, and what its axes show: the unit of its values, and what they are measured over. */
  readonly tables: Readonly<
    Record<TableName, { readonly title: string; readonly unit: string; readonly over: string }>
  >
  readonly units: string
  readonly unitNames: Readonly<Record<'measured' | 'scaled', string>>
  readonly train: string
  readonly stop: string
  readonly progress: (part: string) => string
  readonly plot: (title: string) => string
  readonly keys: Readonly<Record<'learned' | 'unseen' | 'network' | 'polynomial' | 'lines', string>>
  readonly method: string
  readonly rmse: string
  readonly largest: string
  readonly methods: Readonly<Record<Method, string>>
  readonly degree: (degree: number) => string
  readonly notYet: string
  readonly nearest: string
  readonly results: string
  readonly verdicts: Readonly<Record<Method, string>>
  readonly beforeVerdict: string
  readonly source: string
  /** Where the tables come from, where the data says it in another language. */
  readonly sources?: Readonly<Record<TableName, string>>
}

export const propertiesTexts: Texts<PropertiesTexts> = {
  en: {
    lede: 'Physics is full of unknown functions that somebody has measured: a table of arguments and values, and no formula behind it. A good place to see what a network is worth.',
    tablesText: `Four tables, as handbooks have them. In each, one row of three is put aside (the open circles): no method sees it, and all are judged by it alone. For the argument $${x}$ the table has the value $${l}$.`,
    scalingText: `A network lives in a small world. If temperatures run to 300 and $${sigma}$ is flat beyond 6, the units are saturated before they begin, their answers almost exactly 0 or 1; and no output of $${sigma}$ will ever be 998 kg/m³. So the numbers are scaled to where $${sigma}$ is alive: arguments to $${xs}$ between −1 and 1, values to $${ls}$ between ¼ and ¾.`,
    scalingLabel: 'Scaled to the range of the network, and back',
    backText: `What the network says, $${zs}$, is scaled back to $${z}$, in the units of the table (kg/m³, kPa, W/(m·K)). The extremes come from the rows that are learned: the unseen ones must not help even here. Switch the units to see what the network sees.`,
    honest:
      'And who wins? Train the network and look. The others are a polynomial, fitted by least squares (so that the squares of its errors add up to as little as possible) with the degree that suits the learned rows best, and plain straight lines from row to row. The curves lie too near each other for the eye: the table below the picture tells them apart. There 1–\u206016–\u20601 is a network of one input, 16 hidden units and one output.',
    why: 'Where a curve is smooth as glass, the density and the vapour pressure of water, a polynomial of degree 12 is more than a hundred times nearer, and it is computed at once. Where the curve has a sharp peak and then a long tail, as the thermal conductivity of copper has, a polynomial swings and the network wins clearly. With one argument you always have this choice. With 784 arguments you do not: a polynomial of degree 12 would have more terms than there are grains of sand, and then the network is what is left.',
    table: 'Table',
    tables: {
      'water-density': { title: 'Density of water', unit: 'kg/m³', over: 'temperature, °C' },
      'vapour-pressure': { title: 'Vapour pressure', unit: 'kPa', over: 'temperature, °C' },
      'copper-conductivity': {
        title: 'Thermal conductivity of copper',
        unit: 'W/(m·K)',
        over: 'temperature, K',
      },
      'air-density': { title: 'Density of air', unit: 'kg/m³', over: 'height, km' },
    },
    units: 'Units',
    unitNames: { measured: 'as measured', scaled: 'as the network sees them' },
    train: 'Train the network',
    stop: 'Stop',
    progress: (part) => `${part} of 300,000 steps`,
    plot: (title) => `${title}: rows of the table and three curves`,
    keys: {
      learned: 'learned',
      unseen: 'never seen',
      network: 'network',
      polynomial: 'polynomial',
      lines: 'straight lines',
    },
    method: 'Method',
    rmse: 'RMS error',
    largest: 'At most',
    methods: { network: 'network 1–16–1', polynomial: 'polynomial', lines: 'straight lines' },
    degree: (degree) => `polynomial of degree ${degree}`,
    notYet: 'not trained yet',
    nearest: 'nearest',
    results: 'How far each method is from the rows it never saw',
    verdicts: {
      network: 'Here the network is nearest.',
      polynomial: 'Here the polynomial is nearest, and the network loses.',
      lines: 'Here plain straight lines are nearest.',
    },
    beforeVerdict: 'Until the network is trained, only two of the three have an answer.',
    source: 'Source',
  },
  ru: {
    lede: 'Физика полна неизвестных функций, которые кто-то измерил: есть таблица аргументов и значений, а формулы за ней нет. Хорошее место, чтобы узнать цену нейросети.',
    tablesText: `Четыре таблицы, как в справочнике. В каждой одна строка из трёх отложена (пустые кружки): её не видит ни один метод, и судят все методы только по ней. Аргументу $${x}$ в таблице отвечает значение $${l}$.`,
    scalingText: `Сеть живёт в маленьком мире. Если температура доходит до 300, а $${sigma}$ уже за шестёркой плоская, нейроны насыщены ещё до начала: отвечают почти ровно 0 или 1; и никакой выход $${sigma}$ не станет равным 998 кг/м³. Поэтому числа переводят туда, где $${sigma}$ жива: аргументы — в $${xs}$ от −1 до 1, значения — в $${ls}$ от ¼ до ¾.`,
    scalingLabel: 'Перевод в диапазон сети и обратно',
    backText: `Ответ сети $${zs}$ переводят обратно в $${z}$ — в единицы таблицы (кг/м³, кПа, Вт/(м·К)). Крайние значения берут только из обучающих строк: отложенные не должны подсказывать даже здесь. Переключите единицы, чтобы увидеть то, что видит сеть.`,
    honest:
      'Так кто точнее? Обучите сеть и посмотрите. Её соперники — многочлен, подобранный методом наименьших квадратов (чтобы сумма квадратов отклонений была наименьшей) со степенью, которая лучше всего подходит обучающим строкам, и просто отрезки от строки к строке. На глаз кривые почти не различить — их различает таблица под рисунком. Сеть 1–\u206016–\u20601 в ней — это один вход, 16 скрытых нейронов и один выход.',
    why: 'Там, где кривая гладкая как стекло, — у плотности воды и давления её пара — многочлен двенадцатой степени точнее более чем в сто раз, и вычисляется он мгновенно. Там, где острый пик переходит в длинный хвост, как у теплопроводности меди, многочлен раскачивается, и сеть уверенно выигрывает. Пока аргумент один, выбор есть всегда. Когда аргументов 784, его нет: в многочлене двенадцатой степени слагаемых было бы больше, чем песчинок на Земле, — и остаётся сеть.',
    table: 'Таблица',
    tables: {
      'water-density': { title: 'Плотность воды', unit: 'кг/м³', over: 'температура, °C' },
      'vapour-pressure': { title: 'Давление водяного пара', unit: 'кПа', over: 'температура, °C' },
      'copper-conductivity': { title: 'Теплопроводность меди', unit: 'Вт/(м·К)', over: 'температура, К' },
      'air-density': { title: 'Плотность воздуха', unit: 'кг/м³', over: 'высота, км' },
    },
    units: 'Единицы',
    unitNames: { measured: 'как измерено', scaled: 'как видит сеть' },
    train: 'Обучить сеть',
    stop: 'Остановить',
    progress: (part) => `${part} от 300\u202f000 шагов`,
    plot: (title) => `${title}: строки таблицы и три кривые`,
    keys: {
      learned: 'обучающие',
      unseen: 'отложенные',
      network: 'сеть',
      polynomial: 'многочлен',
      lines: 'отрезки',
    },
    method: 'Метод',
    rmse: 'Среднеквадратичное отклонение',
    largest: 'Наибольшее',
    methods: { network: 'сеть 1–16–1', polynomial: 'многочлен', lines: 'отрезки' },
    degree: (degree) => `многочлен степени ${degree}`,
    notYet: 'ещё не обучена',
    nearest: 'точнее всех',
    results: 'Насколько каждый метод отклоняется от строк, которых не видел',
    verdicts: {
      network: 'Здесь точнее всех сеть.',
      polynomial: 'Здесь точнее всех многочлен, а сеть проигрывает.',
      lines: 'Здесь точнее всех простые отрезки.',
    },
    beforeVerdict: 'Пока сеть не обучена, ответ есть только у двоих из трёх.',
    source: 'Источник',
    sources: {
      'water-density':
        'G. S. Kell, J. Chem. Eng. Data 20 (1975) 97–105, doi:10.1021/je60064a005: формула, подобранная по измерениям, через каждые 2 °C, с точностью до 0,001 кг/м³',
      'vapour-pressure':
        'W. Wagner, A. Pruß, J. Phys. Chem. Ref. Data 31 (2002) 387–535, doi:10.1063/1.1461829, формула 2.5 (IAPWS SR1-86): подобрана по измерениям, через каждые 2 °C, пять цифр',
      'copper-conductivity':
        'NIST Cryogenic Material Properties, медь OFHC, RRR = 100 (E. D. Marquardt, J. P. Le, R. Radebaugh, 11th International Cryocooler Conference, 2000; trc.nist.gov/cryogenics/materials): кривая, подобранная по измерениям с точностью до 1 %, четыре цифры',
      'air-density':
        'U.S. Standard Atmosphere, 1976 (NOAA-S/T 76-1562, Washington 1976), таблица I, через каждый километр, пять цифр',
    },
  },
}
