import { formatCount, inRussian } from '../../controls/format.js'
import type { Texts } from '../../state/language.js'

interface DigitsTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly train: string
  readonly again: string
  readonly resume: string
  readonly hidden: string
  readonly rate: string
  readonly batch: string
  readonly epochs: string
  readonly seed: string
  readonly threads: string
  readonly accuracy: string
  readonly untrained: string
  readonly loading: string
  readonly epoch: (done: string, all: number) => string
  readonly speed: (examples: number) => string
  readonly pad: string
  readonly padHint: string
  readonly padKeys: string
  readonly clear: string
  readonly seen: string
  readonly outputs: string
  readonly answer: (digit: string, share: string) => string
  readonly nothing: string
  readonly example: (digit: string) => string
  readonly explain: string
  readonly says: string
  readonly adds: (digit: string) => string
  readonly takes: (digit: string) => string
  readonly unit: string
  readonly unitSays: (unit: string, activation: string) => string
  readonly unitTitle: (unit: string) => string
  readonly votes: string
  readonly unitName: (unit: string) => string
  readonly unitSum: (sum: string, bias: string, activation: string) => string
  readonly terms: (digit: string) => string
  readonly termsNote: string
  readonly others: (units: number) => string
  readonly bias: string
  readonly sum: string
  readonly output: string
  readonly material: string
  readonly materialNote: string
  readonly mistakesTitle: (is: number, taken: number) => string
  readonly rightTitle: (is: number) => string
  readonly mistake: (number: number, is: number, taken: number, output: string) => string
  readonly mistakesNote: string
  readonly mistakesOf: (shown: number, all: number) => string
  readonly mistakesLater: string
  readonly noMistakes: string
  readonly weights: string
  readonly weightsNote: string
  readonly weightsLabel: (units: number) => string
  readonly confusion: string
  readonly confusionNote: string
  readonly confusionCell: (count: number, is: number, taken: number) => string
  readonly curve: string
  readonly curveNote: string
  readonly curveLabel: (epochs: number, last: string) => string
  readonly training: string
  readonly test: string
  readonly hash: string
  readonly hashNote: (epoch: number) => string
  readonly noHash: string
  readonly insecure: string
  readonly load: string
  readonly save: string
  readonly drop: string
  readonly loaded: (file: string) => string
  readonly notDigits: (inputs: number, outputs: number) => string
}

export const digitsTexts: Texts<DigitsTexts> = {
  en: {
    title: 'Handwritten digits',
    lede: 'Eight thousand digits to learn from, two thousand to be tested on. Train the network on this page, then write a digit of your own: it answers as you write.',
    controls: 'Training',
    train: 'Train',
    again: 'Train again',
    resume: 'Continue',
    hidden: 'Hidden units',
    rate: 'Learning rate',
    batch: 'Examples per step',
    epochs: 'Epochs',
    seed: 'Seed',
    threads: 'Threads',
    accuracy: 'of the test digits read correctly',
    untrained: 'not trained yet',
    loading: 'Loading the digits, 1.4 MB…',
    epoch: (done, all) => `${done} of ${all} epochs`,
    speed: (examples) => `${formatCount(examples)} examples per second`,
    pad: 'Paper to write a digit on',
    padHint: 'Write a digit here',
    padKeys: 'Arrow keys move the pen, the space bar lowers and lifts it, Delete clears the paper.',
    clear: 'Clear',
    seen: 'as the network sees it',
    outputs: 'The ten outputs',
    answer: (digit, share) => `It reads ${digit}, output ${share}`,
    nothing: 'Nothing written yet',
    example: (digit) => `a test digit, a ${digit}, until you write one`,
    explain: 'show what speaks for it',
    says: 'how far it is on',
    adds: (digit) => `speaks for ${digit}`,
    takes: (digit) => `speaks against ${digit}`,
    unit: 'Unit',
    unitSays: (unit, activation) => `${unit}, on by ${activation}`,
    unitTitle: (unit) => `What unit ${unit} makes of the digit`,
    votes: 'Its weights to the ten outputs',
    unitName: (unit) => `unit ${unit}`,
    unitSum: (sum, bias, activation) =>
      `Each pixel times its weight. The sum, with the bias ${bias}, is ${sum}; that turns the unit on by ${activation}.`,
    terms: (digit) => `What speaks for ${digit}, and what against it`,
    termsNote:
      'Each unit’s activation times its weight to this output: the strongest first. Press another output above to see its sum.',
    others: (units) => (units === 1 ? '1 other unit' : `${units} other units`),
    bias: 'bias',
    sum: 'sum',
    output: 'output',
    material: 'What it will learn from',
    materialNote:
      'Sixty of the eight thousand. Before it has learned, its weights are chance, and so is what it answers.',
    mistakesTitle: (is, taken) => `${is} taken for ${taken}`,
    rightTitle: (is) => `${is} read correctly`,
    mistake: (number, is, taken, output) =>
      `Test digit ${number}, a ${is}, taken for ${taken}, output ${output}: show it to the network`,
    mistakesNote:
      'Under each the output of what it was taken for. Press one to see its way through the network.',
    mistakesOf: (shown, all) => `The first ${shown} of ${all}.`,
    mistakesLater: 'They are shown when the training rests.',
    noMistakes: 'There is none. Choose another cell of the table.',
    weights: 'What each hidden unit looks for',
    weightsNote:
      'The weights of the first layer, one picture for each unit: red where a stroke excites the unit, blue where it inhibits it. Units that say little of the digit are pale. Choose one to see it large.',
    weightsLabel: (units) => `Weights of ${units} hidden units, as pictures`,
    confusion: 'What is taken for what',
    confusionNote: 'A row for each digit, a column for what it was taken for. A cell shows its digits below.',
    confusionCell: (count, is, taken) => `${is} taken for ${taken}: ${count}`,
    curve: 'Learning',
    curveNote: 'Correct answers, per cent, after each epoch.',
    curveLabel: (epochs, last) => `Accuracy over ${epochs} epochs, last ${last} on the test digits`,
    training: 'learned from',
    test: 'never seen',
    hash: 'The weights',
    hashNote: (epoch) => `after epoch ${epoch}. In Node, this command gives the same bits:`,
    noHash:
      'After the first epoch, the SHA-256 of the weights appears here, with the command that gives the same one in Node.',
    insecure: 'Their SHA-256 is shown where the page comes over https: elsewhere the browser computes none.',
    load: 'Open a model file',
    save: 'Save the model',
    drop: 'Or drop a file from antigrad train anywhere on the page.',
    loaded: (file) => `read from ${file}`,
    notDigits: (inputs, outputs) =>
      `This network has ${inputs} inputs and ${outputs} outputs; digits need 784 and 10.`,
  },
  ru: {
    title: 'Рукописные цифры',
    lede: 'Восемь тысяч цифр для обучения, две тысячи для проверки. Обучите сеть прямо здесь, потом напишите цифру сами: сеть отвечает, пока вы пишете.',
    controls: 'Обучение',
    train: 'Обучить',
    again: 'Обучить заново',
    resume: 'Дальше',
    hidden: 'Скрытых нейронов',
    rate: 'Скорость обучения',
    batch: 'Примеров на шаг',
    epochs: 'Эпох',
    seed: 'Зерно',
    threads: 'Потоков',
    accuracy: 'проверочных цифр прочитано верно',
    untrained: 'ещё не обучена',
    loading: 'Цифры загружаются, 1,4 МБ…',
    epoch: (done, all) => `пройдено эпох: ${done} из ${all}`,
    speed: (examples) => `${inRussian(examples, 'пример', 'примера', 'примеров')} в секунду`,
    pad: 'Лист, на котором пишут цифру',
    padHint: 'Напишите здесь цифру',
    padKeys: 'Стрелки двигают перо, пробел опускает и поднимает его, Delete очищает лист.',
    clear: 'Очистить',
    seen: 'так её видит сеть',
    outputs: 'Десять выходов',
    answer: (digit, share) => `Сеть читает ${digit}; выход ${share}`,
    nothing: 'Пока ничего не написано',
    example: (digit) => `проверочная цифра ${digit}, пока вы не написали свою`,
    explain: 'показать, что говорит за эту цифру',
    says: 'насколько возбуждён',
    adds: (digit) => `говорит за ${digit}`,
    takes: (digit) => `говорит против ${digit}`,
    unit: 'Нейрон',
    unitSays: (unit, activation) => `${unit}, возбуждён на ${activation}`,
    unitTitle: (unit) => `Что видит в цифре нейрон ${unit}`,
    votes: 'Его веса к десяти выходам',
    unitName: (unit) => `нейрон ${unit}`,
    unitSum: (sum, bias, activation) =>
      `Каждый пиксель умножен на свой вес. Сумма вместе со смещением ${bias} равна ${sum}; она возбуждает нейрон на ${activation}.`,
    terms: (digit) => `Что говорит за ${digit} и что против`,
    termsNote:
      'Активация каждого нейрона, умноженная на его вес к этому выходу: сначала самые сильные. Нажмите выше на другой выход, чтобы увидеть его сумму.',
    others: (units) => inRussian(units, 'остальной нейрон', 'остальных нейрона', 'остальных нейронов'),
    bias: 'смещение',
    sum: 'сумма',
    output: 'выход',
    material: 'На чём она будет учиться',
    materialNote: 'Шестьдесят из восьми тысяч. До обучения веса случайны, а с ними и ответы.',
    mistakesTitle: (is, taken) => `${is} принято за ${taken}`,
    rightTitle: (is) => `${is} прочитано верно`,
    mistake: (number, is, taken, output) =>
      `Проверочная цифра № ${number}: ${is} принято за ${taken}, выход ${output}; показать её сети`,
    mistakesNote:
      'Под каждой — выход той цифры, за которую её приняли. Нажмите, чтобы увидеть её путь по сети.',
    mistakesOf: (shown, all) => `Первые ${shown} из ${all}.`,
    mistakesLater: 'Они появятся, когда обучение остановится.',
    noMistakes: 'Таких нет. Выберите другую клетку таблицы.',
    weights: 'Что ищет каждый скрытый нейрон',
    weightsNote:
      'Веса первого слоя, по картинке на нейрон. Красным — где штрих возбуждает нейрон, синим — где тормозит. Бледные нейроны о цифре почти ничего не говорят. Выберите один, чтобы увидеть его крупно.',
    weightsLabel: (units) => `Веса скрытых нейронов (${units}) в виде картинок`,
    confusion: 'Что за что принимается',
    confusionNote: 'Строка — сама цифра, столбец — за что её приняли. Клетка показывает свои цифры ниже.',
    confusionCell: (count, is, taken) => `${is} принято за ${taken}: ${count}`,
    curve: 'Ход обучения',
    curveNote: 'Верные ответы после каждой эпохи, в процентах.',
    curveLabel: (epochs, last) =>
      `Доля верных ответов за ${inRussian(epochs, 'эпоху', 'эпохи', 'эпох')}, последняя на проверочных цифрах ${last}`,
    training: 'на обучающих',
    test: 'на новых',
    hash: 'Веса',
    hashNote: (epoch) => `после эпохи ${epoch}. В Node те же биты даёт команда:`,
    noHash: 'После первой эпохи здесь появится SHA-256 весов и команда, которая даёт такой же в Node.',
    insecure: 'Их SHA-256 видна, если страница открыта по https: иначе браузер её не вычисляет.',
    load: 'Открыть файл модели',
    save: 'Сохранить модель',
    drop: 'Или перетащите файл команды antigrad train в любое место страницы.',
    loaded: (file) => `прочитано из ${file}`,
    notDigits: (inputs, outputs) =>
      `У этой сети ${inputs} входов и ${outputs} выходов; для цифр нужно 784 и 10.`,
  },
}
