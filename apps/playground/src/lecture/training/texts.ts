import { formatCount, formatNumber, inRussian } from '../../controls/format.js'
import { symbol } from '../../formulas/formula.js'
import type { Texts } from '../../state/language.js'
import type { RunSettings } from '../digits/protocol.js'

const theta = symbol('theta', '\\theta')
const eta = symbol('eta', '\\eta')
const m = symbol('size', 'm')
const g = symbol('g', 'g')
const b = symbol('b', 'b')
const mu = symbol('mu', '\\mu')
const batch = symbol('B', 'B')
const epsOfOne = symbol('eps', '\\varepsilon_n')
const sigma = symbol('sigma', '\\sigma')

export const STEP = `${g} = \\sum_{n \\in ${batch}} \\frac{\\partial ${epsOfOne}}{\\partial ${theta}} \\qquad\\qquad ${theta} \\leftarrow ${theta} - \\frac{${eta}}{${m}}\\,${g}`

export const MOMENTUM = `${b} \\leftarrow ${mu}\\,${b} + \\tfrac1{${m}}\\,${g} \\qquad\\qquad ${theta} \\leftarrow ${theta} - ${eta}\\,${b}`

interface TrainingTexts {
  readonly lede: string
  readonly epochText: string
  readonly stepLabel: string
  readonly batchText: string
  readonly rateText: string
  readonly momentumText: string
  readonly momentumLabel: string
  readonly curvesText: string
  readonly network: string
  /** What the letters are that no curve shows. */
  readonly parts: Readonly<Record<'sigma' | 'theta' | 'g' | 'b', string>>
  readonly loading: string
  readonly again: string
  readonly forget: string
  readonly batch: string
  readonly rate: string
  readonly momentum: string
  readonly changed: string
  readonly accuracy: string
  readonly state: (epochs: string, steps: number) => string
  readonly curves: (epochs: number, loss: string) => string
  readonly epochs: string
  readonly keys: Readonly<Record<'test' | 'train' | 'earlier', string>>
  readonly earlier: string
  readonly run: (settings: RunSettings) => string
  readonly result: (epochs: number, accuracy: string) => string
  readonly numbers: Readonly<Record<string, string>>
}

export const trainingTexts: Texts<TrainingTexts> = {
  en: {
    lede: 'Compare with the label, find the gradient, step: thousands of times. (How the gradient is found, the next step tells.) Here is the whole run, epoch by epoch, and the three knobs that a teacher of networks turns.',
    epochText: `All 8,000 digits once through is an epoch. They come in an order that is new each time, a few at once: a minibatch $${batch}$ of $${m}$ digits. The gradients of their losses are added up to $${g}$, and every parameter takes one step. The parameters are called $${theta}$ here; $${m}$, their name in the descent, here only counts digits.`,
    stepLabel: 'One step with a minibatch',
    batchText: `Why not all digits at once? The mean over $${m}$ digits points nearly where the mean over all would, and costs a fraction. With $${m}$ = 10 an epoch has 800 steps, with 1,000 only 8. Small minibatches learn faster per epoch, though the direction trembles; large ones are steady, and slow.`,
    rateText: `The learning rate $${eta}$ you know from the descent. At 0.1 five epochs do less than one epoch does at 3; at 30 the units are pushed to where $${sigma}$ is flat, and then nothing moves any more: the loss stays high, however long one waits.`,
    momentumText: `Momentum gives the steps a memory $${b}$: one number for each parameter, 0 at first. Each step keeps the part $${mu}$ of $${b}$, adds the new mean gradient, and goes along $${b}$, as a heavy ball rolls on. What points the same way step after step adds up, at $${mu}$ = 0.9 to ten gradients (1 + 0.9 + 0.81 + …). What changes its sign at each step is nearly halved, and chance trembling little more than doubled, so the direction is steadier. The same rate now leads up to ten times as far: at 0.1 five epochs read 92.2 % of the unseen digits, not 86.5 %, and at 3 the network fails as it does at 30 without momentum. (In the code below $${g}$ is the mean already; in the formula it is the sum, divided by $${m}$.)`,
    momentumLabel: 'A step with momentum',
    curvesText: `Two curves tell how it goes. The dashed one is the loss on the digits it learns from, averaged over the epoch as the steps met them, so it lags a little; the solid one is the loss on digits it has never seen, at the end of the epoch. While both fall, it learns. When the dashed one falls and the solid one does not, it learns by heart.`,
    network: '784 pixels, 30 hidden units and 10 outputs',
    parts: {
      sigma: 'σ in 40 units',
      theta: 'θ is 23,860 numbers',
      g: 'g as many, new with each minibatch',
      b: 'b as many, kept from step to step by momentum',
    },
    loading: 'Loading the digits, 1.4 MB…',
    again: 'Start over',
    forget: 'Forget earlier runs',
    batch: 'Minibatch m',
    rate: 'Learning rate η',
    momentum: 'Momentum μ',
    changed: 'These settings hold from the next start on.',
    accuracy: 'of unseen digits read correctly',
    state: (epochs, steps) => `${epochs} epochs, ${steps === 1 ? '1 step' : `${formatCount(steps)} steps`}`,
    curves: (epochs, loss) =>
      `The losses over ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}; on unseen digits it is ${loss}`,
    epochs: 'epochs',
    keys: { test: 'loss on unseen digits', train: 'loss on those it learns from', earlier: 'earlier runs' },
    earlier: 'Earlier runs',
    run: ({ batchSize, learningRate, momentum }) =>
      `minibatch ${formatCount(batchSize)}, rate ${formatNumber(learningRate)}, momentum ${formatNumber(momentum)}`,
    result: (epochs, accuracy) => `${accuracy} after ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}`,
    numbers: { '0': '0', '0.5': '0.5', '0.9': '0.9', '1000': '1,000' },
  },
  ru: {
    lede: 'Сравнить с меткой, найти градиент, шагнуть — и так тысячи раз. (Как находят градиент, расскажет следующий шаг.) Здесь виден весь ход обучения, эпоха за эпохой, и три ручки, которые крутит тот, кто учит сеть.',
    epochText: `Один проход по всем 8000 цифрам — эпоха. Цифры идут каждый раз в новом порядке, по нескольку сразу: минибатч $${batch}$ из $${m}$ цифр. Градиенты ошибок на этих цифрах складываются в $${g}$, и каждый параметр делает один шаг. Параметры здесь обозначены $${theta}$; буква $${m}$, которой они звались в спуске, здесь — число цифр.`,
    stepLabel: 'Один шаг по минибатчу',
    batchText: `Почему не по всем цифрам сразу? Среднее по $${m}$ цифрам смотрит почти туда же, куда среднее по всем, а стоит во много раз дешевле. При $${m}$ = 10 в эпохе 800 шагов, при 1000 — только 8. С маленькими минибатчами сеть за эпоху успевает больше, хотя направление дрожит; с большими — идёт ровно и медленно.`,
    rateText: `Скорость обучения $${eta}$ знакома по спуску. При 0,1 пять эпох дают меньше, чем одна при 3, а при 30 нейроны уносит туда, где $${sigma}$ плоская, и дальше ничто не движется: ошибка остаётся большой, сколько ни жди.`,
    momentumText: `Импульс даёт шагам память $${b}$ — по числу на каждый параметр, вначале нули. На каждом шаге от $${b}$ остаётся доля $${mu}$, к ней прибавляется новый средний градиент, и шаг ведёт вдоль $${b}$: так тяжёлый шар катится дальше. То, что из шага в шаг направлено одинаково, накапливается — при $${mu}$ = 0,9 до десяти градиентов (1 + 0,9 + 0,81 + …). То, что каждый раз меняет знак, слабеет почти вдвое, а случайная дрожь растёт лишь немногим больше чем вдвое, так что направление ровнее. Та же скорость ведёт теперь почти в десять раз дальше: при 0,1 пять эпох дают 92,2 % верно прочитанных новых цифр, а не 86,5 %, а при 3 сеть ничему не учится, как без импульса при 30. (В коде ниже $${g}$ — уже среднее, в формуле — сумма, делённая на $${m}$.)`,
    momentumLabel: 'Шаг с импульсом',
    curvesText: `Как идут дела, видно по двум кривым. Пунктир — ошибка на цифрах, по которым сеть учится: среднее за эпоху, какой её заставал каждый шаг, поэтому он немного отстаёт; сплошная линия — ошибка на новых цифрах в конце эпохи. Пока падают обе, сеть учится. Когда пунктир падает, а сплошная нет, она заучивает наизусть.`,
    network: '784 пикселя, 30 скрытых нейронов и 10 выходов',
    parts: {
      sigma: 'σ в 40 нейронах',
      theta: 'θ — это 23\u202f860 чисел',
      g: 'g — столько же, с каждым минибатчем новых',
      b: 'b — столько же: их хранит импульс от шага к шагу',
    },
    loading: 'Цифры загружаются, 1,4 МБ…',
    again: 'Начать заново',
    forget: 'Забыть прежние запуски',
    batch: 'Минибатч m',
    rate: 'Скорость обучения η',
    momentum: 'Импульс μ',
    changed: 'Новые настройки подействуют со следующего запуска.',
    accuracy: 'новых цифр прочитано верно',
    state: (epochs, steps) => `эпох: ${epochs}; ${inRussian(steps, 'шаг', 'шага', 'шагов')}`,
    curves: (epochs, loss) =>
      `Ошибки за ${inRussian(epochs, 'эпоху', 'эпохи', 'эпох')}; на новых цифрах ${loss}`,
    epochs: 'эпохи',
    keys: { test: 'ошибка на новых цифрах', train: 'ошибка на обучающих', earlier: 'прежние запуски' },
    earlier: 'Прежние запуски',
    run: ({ batchSize, learningRate, momentum }) =>
      `минибатч ${formatCount(batchSize)}, скорость ${formatNumber(learningRate)}, импульс ${formatNumber(momentum)}`,
    result: (epochs, accuracy) => `${accuracy} за ${inRussian(epochs, 'эпоху', 'эпохи', 'эпох')}`,
    numbers: { '0': '0', '0.5': '0,5', '0.9': '0,9', '1000': '1000' },
  },
}
