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
    momentumText: `Momentum remembers. Each step keeps a part $${mu}$ of the one before, as a heavy ball rolls on. What points the same way step after step adds up, ten times over at $${mu}$ = 0.9; what trembles cancels out. So a rate that suited before is ten times too large now: turn it down to 0.3 and compare. (In the code of this step $${g}$ is the mean already.)`,
    momentumLabel: 'A step with momentum',
    curvesText: `Two curves tell how it goes. The dashed one is the loss on the digits it learns from, averaged over the epoch as the steps met them, so it lags a little; the solid one is the loss on digits it has never seen, at the end of the epoch. While both fall, it learns. When the dashed one falls and the solid one does not, it learns by heart.`,
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
    momentumText: `Импульс — это память. Каждый шаг сохраняет долю $${mu}$ предыдущего, как тяжёлый шар, который катится дальше. То, что из шага в шаг направлено одинаково, накапливается — при $${mu}$ = 0,9 десятикратно; то, что дрожит, взаимно гасится. Поэтому прежняя скорость теперь вдесятеро велика: уменьшите её до 0,3 и сравните. (В коде этого шага $${g}$ — уже среднее.)`,
    momentumLabel: 'Шаг с импульсом',
    curvesText: `Как идут дела, видно по двум кривым. Пунктир — ошибка на цифрах, по которым сеть учится: среднее за эпоху, какой её заставал каждый шаг, поэтому он немного отстаёт; сплошная линия — ошибка на новых цифрах в конце эпохи. Пока падают обе, сеть учится. Когда пунктир падает, а сплошная нет, она заучивает наизусть.`,
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
