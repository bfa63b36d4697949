import type { Texts } from '../../state/language.js'
import type { Quantity } from './quantities.js'

interface BackpropagationTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly theStep: string
  readonly network: string
  readonly shape: Readonly<Record<'1-1-1' | '2-3-2', string>>
  readonly graph: (shape: string) => string
  readonly forward: string
  readonly back: string
  readonly all: string
  readonly step: (now: number, of: number) => string
  readonly begin: string
  readonly says: Readonly<Record<Quantity, string>>
  readonly checked: string
  readonly checkedNote: string
  readonly parameter: string
  readonly value: string
  readonly analytic: string
  readonly numeric: string
  readonly difference: string
  readonly notYet: string
  readonly along: (name: string) => string
  readonly alongNote: string
  readonly descend: string
  readonly rate: string
  readonly putBack: string
  readonly lossNow: string
  readonly hint: string
}

export const backpropagationTexts: Texts<BackpropagationTexts> = {
  en: {
    title: 'Backpropagation',
    lede: 'One example goes forward through the network, and the question “what would make the loss smaller?” comes back, layer by layer, by the chain rule.',
    controls: 'Network and loss',
    theStep: 'The step',
    network: 'Network',
    shape: { '1-1-1': 'one number', '2-3-2': 'two, three, two' },
    graph: (shape) => `Network ${shape} as a graph; its numbers can be moved`,
    forward: 'Step forward',
    back: 'Step back',
    all: 'All at once',
    step: (now, of) => `step ${now} of ${of}`,
    begin: 'The input, the weights and the label are known. Everything else follows, step by step.',
    says: {
      p: 'Weigh the inputs, add the bias.',
      y: 'Press it between 0 and 1.',
      q: 'The same again, from the hidden layer.',
      z: 'What the network makes of the input.',
      ε: 'How far that is from the label.',
      dz: 'Here the way back begins: how ε answers to the output.',
      dq: 'Through the sigmoid, by its slope.',
      du: 'A bias is added, so it answers as the sum does.',
      dU: 'A weight answers in proportion to what it multiplies.',
      dy: 'Back along the same weights, from outputs to the hidden layer.',
      dp: 'Through the sigmoid once more.',
      dv: 'The biases of the first layer.',
      dV: 'And its weights. The gradient is complete.',
    },
    checked: 'Checked by finite differences',
    checkedNote:
      'The same derivatives without the chain rule: move a number a little to both sides, and see how ε changes.',
    parameter: 'Number',
    value: 'Value',
    analytic: 'Chain rule',
    numeric: 'Finite difference',
    difference: 'Apart by',
    notYet: 'Once the way back has come to its end, every derivative stands here beside its check.',
    along: (name) => `ε as ${name} moves`,
    alongNote: 'Drag a number of the graph, or use the arrow keys. The line is the derivative here.',
    descend: 'Step downhill',
    rate: 'Learning rate',
    putBack: 'Put back',
    lossNow: 'loss',
    hint: 'Numbers on a dotted line can be dragged. In colour, the derivative of ε by the number above it.',
  },
  ru: {
    title: 'Обратное распространение',
    lede: 'Один пример проходит через сеть вперёд, а вопрос «что уменьшит ошибку?» возвращается назад, слой за слоем, по правилу дифференцирования сложной функции.',
    controls: 'Сеть и ошибка',
    theStep: 'Шаг',
    network: 'Сеть',
    shape: { '1-1-1': 'одно число', '2-3-2': 'два, три, два' },
    graph: (shape) => `Сеть ${shape} в виде графа; её числа можно двигать`,
    forward: 'Шаг вперёд',
    back: 'Шаг назад',
    all: 'Всё сразу',
    step: (now, of) => `шаг ${now} из ${of}`,
    begin: 'Известны вход, веса и метка. Остальное следует из них, шаг за шагом.',
    says: {
      p: 'Взвесить входы, прибавить смещение.',
      y: 'Сжать между 0 и 1.',
      q: 'То же ещё раз, от скрытого слоя.',
      z: 'Ответ сети на этот вход.',
      ε: 'Насколько он далёк от метки.',
      dz: 'Отсюда начинается путь назад: как ε отзывается на выход.',
      dq: 'Сквозь сигмоиду, по её наклону.',
      du: 'Смещение прибавляется, поэтому отзывается так же, как сумма.',
      dU: 'Вес отзывается пропорционально тому, что он умножает.',
      dy: 'Назад по тем же весам, от выходов к скрытому слою.',
      dp: 'Ещё раз сквозь сигмоиду.',
      dv: 'Смещения первого слоя.',
      dV: 'И его веса. Градиент готов.',
    },
    checked: 'Проверка конечными разностями',
    checkedNote:
      'Те же производные без правила цепочки: сдвинуть число немного в обе стороны и посмотреть, как изменится ε.',
    parameter: 'Число',
    value: 'Значение',
    analytic: 'По цепочке',
    numeric: 'Конечная разность',
    difference: 'Расходятся на',
    notYet: 'Когда путь назад будет пройден, здесь появится каждая производная рядом с проверкой.',
    along: (name) => `ε при изменении ${name}`,
    alongNote: 'Тяните число на графе или меняйте его стрелками. Прямая — производная в этой точке.',
    descend: 'Шаг вниз',
    rate: 'Скорость обучения',
    putBack: 'Вернуть',
    lossNow: 'ошибка',
    hint: 'Числа на пунктире можно тянуть. Цветом — производная ε по числу над ней.',
  },
}
