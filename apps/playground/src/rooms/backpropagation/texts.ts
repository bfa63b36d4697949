import type { Quantity } from '../../derivation/quantities.js'
import type { Texts } from '../../state/language.js'

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
    shape: { '1-1-1': 'one-dimensional', '2-3-2': '2–3–2' },
    graph: (shape) => `Network ${shape} as a graph; its numbers can be moved`,
    forward: 'Next number',
    back: 'Number before',
    all: 'All at once',
    step: (now, of) => `step ${now} of ${of}`,
    begin: 'The input, the weights and the label are known. Everything else follows, step by step.',
    says: {
      p: 'Weigh the inputs, add the bias.',
      y: 'Squeeze the sum into the range from 0 to 1.',
      q: 'The same again, from the hidden layer.',
      z: 'Squeezed again: the answer of the network.',
      ε: 'How far the answer is from the label.',
      dz: 'Here the way back begins: how ε responds to the output.',
      dq: 'Back through the sigmoid: times its slope.',
      du: 'A bias is only added, so ε responds to it as to the sum.',
      dU: 'To a weight, ε responds in proportion to what the weight multiplies.',
      dy: 'Back along the same weights, from the output to the hidden layer.',
      dp: 'Back through the sigmoid once more.',
      dv: 'The biases of the first layer.',
      dV: 'And its weights. The gradient is complete.',
    },
    checked: 'Checked by finite differences',
    checkedNote:
      'The same derivatives without the chain rule: move a number a little both ways and see how ε changes, less and less far, extrapolated to no move at all (the method of Ridders).',
    parameter: 'Number',
    value: 'Value',
    analytic: 'Chain rule',
    numeric: 'Finite difference',
    difference: 'Difference',
    notYet: 'When the way back is complete, every derivative appears here beside its check.',
    along: (name) => `ε as ${name} moves`,
    alongNote:
      'Drag a number of the graph, or move it with the arrow keys. The slope of the straight line is the derivative here.',
    descend: 'Step downhill',
    rate: 'Learning rate',
    putBack: 'Reset',
    lossNow: 'loss',
    hint: 'Numbers on a dotted line can be dragged. In colour: the derivative of ε with respect to the number above.',
  },
  ru: {
    title: 'Обратное распространение',
    lede: 'Один пример проходит через сеть вперёд, а вопрос «что уменьшит ошибку?» возвращается назад, слой за слоем, по правилу дифференцирования сложной функции.',
    controls: 'Сеть и ошибка',
    theStep: 'Шаг',
    network: 'Сеть',
    shape: { '1-1-1': 'одномерная', '2-3-2': '2–3–2' },
    graph: (shape) => `Сеть ${shape} в виде графа; её числа можно двигать`,
    forward: 'Следующее число',
    back: 'Предыдущее',
    all: 'Всё сразу',
    step: (now, of) => `шаг ${now} из ${of}`,
    begin: 'Известны вход, веса и метка. Остальное следует из них, шаг за шагом.',
    says: {
      p: 'Взвесить входы, прибавить смещение.',
      y: 'Сжать сумму в промежуток от 0 до 1.',
      q: 'То же ещё раз, от скрытого слоя.',
      z: 'И снова сжать: это ответ сети.',
      ε: 'Насколько ответ далёк от метки.',
      dz: 'Отсюда начинается путь назад: как ε отзывается на выход.',
      dq: 'Назад сквозь сигмоиду: умножить на её наклон.',
      du: 'Смещение только прибавляется, поэтому ε отзывается на него так же, как на сумму.',
      dU: 'На вес ε отзывается пропорционально тому, что он умножает.',
      dy: 'Назад по тем же весам, от выхода к скрытому слою.',
      dp: 'Ещё раз назад сквозь сигмоиду.',
      dv: 'Смещения первого слоя.',
      dV: 'И его веса. Градиент готов.',
    },
    checked: 'Проверка конечными разностями',
    checkedNote:
      'Те же производные без цепного правила: сдвигаем число немного в обе стороны, всё меньше и меньше, смотрим, как меняется ε, и находим предел при нулевом сдвиге (метод Риддерса).',
    parameter: 'Число',
    value: 'Значение',
    analytic: 'Цепное правило',
    numeric: 'Конечная разность',
    difference: 'Расхождение',
    notYet: 'Когда путь назад будет пройден, здесь появится каждая производная рядом с проверкой.',
    along: (name) => `ε при изменении ${name}`,
    alongNote:
      'Тяните число на графе или двигайте его стрелками клавиатуры. Наклон прямой — производная в этой точке.',
    descend: 'Шаг спуска',
    rate: 'Скорость обучения',
    putBack: 'Сброс',
    lossNow: 'ошибка',
    hint: 'Числа на пунктире можно тянуть. Цветом — производная ε по числу над ней.',
  },
}
