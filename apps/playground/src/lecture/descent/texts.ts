import type { descent } from '@antigrad/core/lecture'
import { formatCount, formatFixed, inRussian } from '../../controls/format.js'
import { symbol } from '../../formulas/formula.js'
import { element } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'
import type { SurfaceName } from './model.js'

const m = symbol('m', '\\vec m')
const eps = symbol('eps', '\\varepsilon')
const eta = symbol('eta', '\\eta')
const grad = symbol('grad', '\\nabla\\varepsilon')
/** One parameter. */
const one = symbol('m', 'm')
const place = (index: number) => element('m', String(index))
const by = (letter: string) => symbol('grad', `\\frac{\\partial\\varepsilon}{\\partial ${letter}}`)

export const GRADIENT = `${grad} = ${by('\\vec m')} = \\Big(${by('m_1')},\\ ${by('m_2')},\\ \\dots\\Big)`

export const STEP = `${m} \\;\\leftarrow\\; ${m} \\;-\\; ${eta}\\,${grad}`

interface DescentStepTexts {
  readonly lede: string
  readonly parameters: string
  readonly gradientText: string
  readonly gradientLabel: string
  readonly stepText: string
  readonly stepLabel: string
  readonly rateText: string
  readonly limit: string
  readonly surface: string
  readonly names: Readonly<Record<SurfaceName, string>>
  readonly rate: string
  readonly place: (axis: string) => string
  readonly step: string
  readonly run: string
  readonly pause: string
  readonly back: string
  readonly picture: (at: descent.Point) => string
  readonly hint: string
  readonly otherLetters: string
  readonly state: (steps: number, height: string) => string
  readonly effects: Readonly<Record<descent.Effect | 'none', string>>
}

export const descentStepTexts: Texts<DescentStepTexts> = {
  en: {
    lede: 'The loss depends on every knob of the network. Turn one, and the loss goes up or down a little. To learn is to go downhill in the dark, feeling nothing but the slope underfoot.',
    parameters: `Put all weights and biases in one long list, the parameters, and call it $${m}$; the arrow says that it is a list of numbers and not one number. Every choice of $${m}$ has its loss $${eps}$: that is a landscape, and $${m}$ is a place in it. In the picture $${m}$ is one number, in the narrow valley two, seen from above as on a map with lines of equal height; in a real network it is thousands.`,
    gradientText: `The derivative says how steep it is. Turn one parameter up a little: the rise of the loss $${eps}$, divided by the turn, is the derivative. Where $${eps} = ${one}^2$, from 1 to 1.01 the loss rises by about 0.02, so at 1 the derivative is 2; where the loss falls, it is negative. In the picture it is the steepness of the straight line that touches the curve. It is written $${symbol('grad', '\\partial\\varepsilon/\\partial m_1')}$, with a round ∂ because all other parameters are held. The list of all derivatives is the gradient $${grad}$. Read as an arrow, so far along $${place(1)}$, so far along $${place(2)}$, it points where the loss grows fastest. So the way down is the other way, the antigradient $-${grad}$, which this program is named after.`,
    gradientLabel: 'The gradient: one derivative for each parameter',
    stepText: `One step: from the parameters take the gradient, multiplied by a small number $${eta}$, the learning rate. The arrow in the picture is this step (drawn longer where the step is too short to be seen); the sign $\\leftarrow$ in the formula means “becomes”. Where it is steep the steps are long; near the bottom they become short by themselves.`,
    stepLabel: 'The step of gradient descent',
    rateText: `All the art is in $${eta}$. Too small, and the ball creeps. Too large, and it jumps across the valley, higher and higher. Drag the rate and try: on the parabola, $${eps} = ${one}^2$ with derivative $2${one}$, a rate of 0.5 lands in the middle at once ($${one} - 0.5 \\cdot 2${one} = 0$), 1 swings for ever, and above 1 it flies off. In the narrow valley one rate must suit a gentle slope and a steep one alike, and suits neither well.`,
    limit:
      'Where the ground is a parabola there is a sharp bound: above two divided by the greatest curvature no descent converges. Curvature is how fast the slope itself changes; on the parabola it is 2 everywhere, so the bound is 1. Two hollows show something else: which one the ball finds depends on where it begins. Gradient descent promises a hollow, not the deepest one.',
    surface: 'Landscape',
    names: { parabola: 'parabola', hills: 'two hollows', valley: 'narrow valley' },
    rate: 'Learning rate η',
    place: (axis) => `Start, ${axis}`,
    step: 'One step',
    run: 'Run',
    pause: 'Pause',
    back: 'Reset',
    picture: (at) => `The landscape; the ball is at ${at.map((one) => formatFixed(one, 2)).join(', ')}`,
    hint: 'Press anywhere in the picture to put the ball there.',
    otherLetters: 'The same steps. The command calls the place x, or x and y, and the height f.',
    state: (steps, height) => `${steps === 1 ? '1 step' : `${formatCount(steps)} steps`}, ε = ${height}`,
    effects: {
      none: 'Take a few steps',
      creeping: 'Not there yet',
      converging: 'It converges',
      oscillating: 'It swings to and fro',
      diverging: 'It flies off',
    },
  },
  ru: {
    lede: 'Ошибка зависит от каждой ручки сети: поверните одну — ошибка чуть вырастет или чуть упадёт. Учиться — значит спускаться в темноте, чувствуя только уклон под ногами.',
    parameters: `Выпишем все веса и смещения в один длинный список — это параметры — и назовём его $${m}$; стрелка над буквой значит, что это не одно число, а список чисел. Каждому $${m}$ отвечает своя ошибка $${eps}$. Получается рельеф, а $${m}$ — место на нём. На рисунке $${m}$ — одно число, а в узкой долине два: её видно сверху, как на карте с линиями равной высоты; в настоящей сети их тысячи.`,
    gradientText: `Крутизну показывает производная. Увеличим один параметр чуть-чуть: прирост ошибки $${eps}$, делённый на этот сдвиг, и есть производная. При $${eps} = ${one}^2$ от 1 до 1,01 ошибка вырастет примерно на 0,02, значит, в точке 1 производная равна 2; там, где ошибка падает, она отрицательна. На рисунке это наклон прямой, которая касается кривой. Пишут её $${symbol('grad', '\\partial\\varepsilon/\\partial m_1')}$ — с круглым ∂, потому что остальные параметры не меняются. Список всех производных — градиент $${grad}$. Если читать его как стрелку — столько-то вдоль $${place(1)}$, столько-то вдоль $${place(2)}$, — он смотрит туда, где ошибка растёт быстрее всего. Значит, вниз ведёт противоположное направление — антиградиент $-${grad}$, давший имя этой программе.`,
    gradientLabel: 'Градиент: по производной на каждый параметр',
    stepText: `Один шаг: вычесть из параметров градиент, умноженный на небольшое число $${eta}$ — скорость обучения. Стрелка на рисунке и есть этот шаг (когда он слишком мал, она длиннее его, чтобы её было видно); знак $\\leftarrow$ в формуле значит «становится». На крутизне шаги длинные, а у дна становятся короткими сами собой.`,
    stepLabel: 'Шаг градиентного спуска',
    rateText: `Всё искусство — в выборе $${eta}$. Слишком мала — шарик ползёт. Слишком велика — он перепрыгивает долину, каждый раз выше. Потяните ползунок и попробуйте: на параболе $${eps} = ${one}^2$ производная равна $2${one}$, и скорость 0,5 приводит в середину сразу ($${one} - 0{,}5 \\cdot 2${one} = 0$), при 1 шарик качается вечно, а при большей улетает. В узкой долине одна и та же скорость должна подойти и пологому склону, и крутому — и обоим подходит плохо.`,
    limit:
      'На параболе граница известна точно: если скорость больше двойки, делённой на наибольшую кривизну, спуск не сойдётся. Кривизна — это то, как быстро меняется сам уклон; у параболы она всюду равна 2, поэтому граница — единица. А две ямы показывают другое: в какую попадёт шарик, зависит от того, откуда он начал. Градиентный спуск обещает яму, но не обещает самую глубокую.',
    surface: 'Рельеф',
    names: { parabola: 'парабола', hills: 'две ямы', valley: 'узкая долина' },
    rate: 'Скорость обучения η',
    place: (axis) => `Начало, ${axis}`,
    step: 'Один шаг',
    run: 'Пуск',
    pause: 'Пауза',
    back: 'Сброс',
    picture: (at) => `Рельеф; шарик в точке ${at.map((one) => formatFixed(one, 2)).join('; ')}`,
    hint: 'Нажмите в любом месте рисунка, чтобы поставить туда шарик.',
    otherLetters: 'Те же шаги. Место команда обозначает x или x и y, а высоту — f.',
    state: (steps, height) => `${inRussian(steps, 'шаг', 'шага', 'шагов')}, ε = ${height}`,
    effects: {
      none: 'Сделайте несколько шагов',
      creeping: 'Ещё в пути',
      converging: 'Сходится',
      oscillating: 'Качается туда и обратно',
      diverging: 'Улетает',
    },
  },
}
