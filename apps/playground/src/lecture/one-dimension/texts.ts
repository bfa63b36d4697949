import type { Quantity } from '../../derivation/quantities.js'
import { flatDerivative, ONE } from '../../formulas/letters.js'
import type { Texts } from '../../state/language.js'
import type { Movable } from './settings.js'

const { x, V, v, p, y, q, U, u, z, l, eps, sigma, slope, eta } = ONE

interface OneDimensionTexts {
  readonly lede: string
  readonly forwardText: string
  readonly forwardLabel: string
  readonly sign: string
  readonly sigmaText: string
  readonly sigmaLabel: string
  readonly backText: string
  readonly backLabel: string
  readonly checkText: string
  readonly stepText: string
  readonly stepLabel: string
  readonly chain: string
  readonly begin: string
  readonly says: Readonly<Record<Quantity, string>>
  readonly forward: string
  readonly back: string
  readonly all: string
  readonly step: (now: number, of: number) => string
  readonly numbers: string
  readonly names: Readonly<Record<Movable, string>>
  readonly table: string
  readonly tableNote: string
  readonly derivative: string
  readonly rule: string
  readonly value: string
  readonly difference: string
  readonly off: string
  readonly rate: string
  readonly descend: string
  readonly putBack: string
  readonly lossNow: string
}

export const oneDimensionTexts: Texts<OneDimensionTexts> = {
  en: {
    lede: 'One number goes in, passes through one hidden unit, and one number comes out. There are four parameters, and all of back propagation is already here.',
    forwardText: `The input $${x}$ is multiplied by a weight $${V}$ and a bias $${v}$ is added: the sum is the preactivation $${p}$. The activation function $${sigma}$ squeezes it between 0 and 1, which gives $${y}$. Then the same once more, with $${U}$ and $${u}$: the sum is $${q}$, and squeezed it is $${z}$. The loss $${eps}$ says how far that is from the label $${l}$.`,
    forwardLabel: 'The way forward',
    sign: `The sign $(\\approx)$ is there because the loss that should really become small is the one over all examples; a single example only estimates it.`,
    sigmaText: `The activation function is the sigmoid; $e \\approx 2.718$ is a fixed number. Its slope $${slope}$ is largest in the middle and almost nothing at the ends: a unit that is very sure hardly learns.`,
    sigmaLabel: 'The sigmoid and its derivative',
    backText: `Now the way back. What happens to $${eps}$ if a number moves a little? Every number acts on $${eps}$ only through the next one. And along a chain effects are multiplied: if $${y}$ moves a fifth as far as $${p}$, and $${eps}$ half as far as $${y}$, then $${eps}$ moves a tenth as far as $${p}$. That is the chain rule. We begin at the end: if $${z}$ grows by a tiny $h$, then $(${z}-${l})^2$ grows by $2(${z}-${l})h$ and a negligible $h^2$; the half takes away the 2, and $${z} - ${l}$ is left. Read the lines from the last one up: each needs only what stands below it. Two of the eight stand inside a line: $${flatDerivative('q')}$ in that of $${u}$, $${flatDerivative('p')}$ in that of $${v}$.`,
    backLabel: 'The way back: eight partial derivatives',
    checkText:
      'A derivative can be checked without the chain rule: move the number a little both ways, and divide the change of the loss by the whole move. That is the finite difference in the last column, and it knows nothing of the way back. It is taken for smaller and smaller moves and extrapolated to none at all (the method of Ridders), which is why so many digits agree.',
    stepText: `With the four derivatives of the parameters in hand, each parameter takes a step against its own derivative: by that derivative times the learning rate $${eta}$. That is all the learning there is: compare, go back, step, and again.`,
    stepLabel: 'The step against the gradient',
    chain: 'The network as a chain: x, p, y, q, z and the loss, with the numbers known so far',
    begin: 'The input, the four parameters and the label are known. Everything else follows from them.',
    says: {
      p: 'Multiply the input by the weight, add the bias.',
      y: 'Squeeze the sum between 0 and 1.',
      q: 'The same again, from the hidden unit.',
      z: 'Squeezed once more: the answer of the network.',
      ε: 'How far the answer is from the label.',
      dz: 'Here the way back begins: how the loss answers to the output.',
      dq: 'Back through the sigmoid: times its slope.',
      du: 'A bias is only added, so the loss answers to it as to the sum.',
      dU: 'A weight acts in proportion to what it multiplies.',
      dy: 'Back along the same weight to the hidden unit.',
      dp: 'Back through the first sigmoid: times its slope.',
      dv: 'The bias of the hidden unit.',
      dV: 'And its weight. The gradient is complete.',
    },
    forward: 'Next number',
    back: 'Number before',
    all: 'All at once',
    step: (now, of) => `${now} of ${of}`,
    numbers: 'Numbers to move',
    names: { V: 'weight V', v: 'bias v', U: 'weight U', u: 'bias u', x: 'input x', l: 'label l' },
    table: 'Eight partial derivatives and their finite differences',
    tableNote: 'From the loss back to the input, in the order in which they are computed.',
    derivative: 'Derivative',
    rule: 'Chain rule',
    value: 'Value',
    difference: 'Finite difference',
    off: 'difference',
    rate: 'Learning rate η',
    descend: 'Step downhill',
    putBack: 'Reset',
    lossNow: 'loss ε',
  },
  ru: {
    lede: 'Одно число входит, проходит через один скрытый нейрон и выходит одним числом. Параметров всего четыре, а обратное распространение уже видно целиком.',
    forwardText: `Вход $${x}$ умножается на вес $${V}$, прибавляется смещение $${v}$ — получается взвешенная сумма $${p}$. Функция активации $${sigma}$ сжимает её в промежуток от 0 до 1: это $${y}$. Затем всё повторяется с $${U}$ и $${u}$: сумма — $${q}$, а сжатая она — $${z}$. Ошибка $${eps}$ показывает, насколько ответ далёк от метки $${l}$.`,
    forwardLabel: 'Прямой проход',
    sign: 'Знак $(\\approx)$ напоминает: уменьшить мы хотим ошибку по всем примерам сразу, а один пример лишь даёт её оценку.',
    sigmaText: `Функция активации — сигмоида; $e \\approx 2{,}718$ — постоянное число. Её наклон $${slope}$ наибольший в середине, а по краям почти нулевой: слишком уверенный нейрон почти не учится.`,
    sigmaLabel: 'Сигмоида и её производная',
    backText: `Теперь обратно. Что станет с $${eps}$, если немного сдвинуть какое-нибудь число? Каждое число влияет на $${eps}$ только через следующее, а влияния вдоль цепочки перемножаются: если $${y}$ сдвигается на пятую часть того, на что сдвинулся $${p}$, а $${eps}$ — на половину того, на что сдвинулся $${y}$, то $${eps}$ сдвинется на десятую часть сдвига $${p}$. Это и есть цепное правило. Начинаем с конца: если $${z}$ увеличить на крошечное $h$, то $(${z}-${l})^2$ вырастет на $2(${z}-${l})h$ и ничтожное $h^2$; половина убирает двойку, и остаётся $${z} - ${l}$. Читайте строки снизу вверх: каждой нужно лишь то, что стоит под ней. Две производные из восьми — внутри строк: $${flatDerivative('q')}$ в строке $${u}$, $${flatDerivative('p')}$ в строке $${v}$.`,
    backLabel: 'Обратный проход: восемь частных производных',
    checkText:
      'Производную можно проверить и без цепного правила: сдвинуть число чуть-чуть в обе стороны и разделить изменение ошибки на весь сдвиг. Это и есть конечная разность в последнем столбце; про обратный проход она ничего не знает. Её берут для всё меньших сдвигов и по ним находят, чему она равнялась бы при нулевом (метод Риддерса), — оттого и совпадает столько цифр.',
    stepText: `Когда известны производные по всем четырём параметрам, каждый параметр делает шаг против своей производной: на неё, умноженную на скорость обучения $${eta}$. Больше в обучении ничего и нет: сравнить, вернуться, шагнуть — и сначала.`,
    stepLabel: 'Шаг против градиента',
    chain: 'Сеть в виде цепочки: x, p, y, q, z и ошибка; показаны числа, которые уже известны',
    begin: 'Известны вход, четыре параметра и метка. Всё остальное следует из них.',
    says: {
      p: 'Умножаем вход на вес, прибавляем смещение.',
      y: 'Сжимаем сумму в промежуток от 0 до 1.',
      q: 'То же самое ещё раз, теперь от скрытого нейрона.',
      z: 'Снова сжимаем: это ответ сети.',
      ε: 'Насколько ответ далёк от метки.',
      dz: 'Отсюда начинается обратный путь: как ошибка отзывается на выход.',
      dq: 'Назад через сигмоиду: умножаем на её наклон.',
      du: 'Смещение просто прибавляется, поэтому ошибка отзывается на него так же, как на сумму.',
      dU: 'Вес действует тем сильнее, чем больше число, которое он умножает.',
      dy: 'По тому же весу назад, к скрытому нейрону.',
      dp: 'Назад через первую сигмоиду: умножаем на её наклон.',
      dv: 'Смещение скрытого нейрона.',
      dV: 'И его вес. Градиент готов.',
    },
    forward: 'Следующее число',
    back: 'Предыдущее',
    all: 'Всё сразу',
    step: (now, of) => `${now} из ${of}`,
    numbers: 'Числа, которые можно двигать',
    names: { V: 'вес V', v: 'смещение v', U: 'вес U', u: 'смещение u', x: 'вход x', l: 'метка l' },
    table: 'Восемь частных производных и их конечные разности',
    tableNote: 'От ошибки назад ко входу — в том порядке, в каком они вычисляются.',
    derivative: 'Производная',
    rule: 'Цепное правило',
    value: 'Значение',
    difference: 'Конечная разность',
    off: 'расхождение',
    rate: 'Скорость обучения η',
    descend: 'Шаг спуска',
    putBack: 'Сброс',
    lossNow: 'ошибка ε',
  },
}
