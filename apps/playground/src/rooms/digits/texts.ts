import type { Texts } from '../../state/language.js'

interface DigitsTexts {
  readonly title: string
  readonly lede: string
  readonly controls: string
  readonly train: string
  readonly again: string
  readonly pause: string
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
  readonly speed: (examples: string) => string
  readonly pad: string
  readonly padHint: string
  readonly padKeys: string
  readonly clear: string
  readonly seen: string
  readonly outputs: string
  readonly answer: (digit: string, share: string) => string
  readonly nothing: string
  readonly weights: string
  readonly weightsNote: string
  readonly weightsLabel: (units: number) => string
  readonly confusion: string
  readonly confusionNote: string
  readonly confusionCell: (count: number, is: number, taken: number) => string
  readonly digit: string
  readonly takenFor: string
  readonly curve: string
  readonly curveNote: string
  readonly curveLabel: (epochs: number, last: string) => string
  readonly training: string
  readonly test: string
  readonly hash: string
  readonly hashNote: (epoch: number) => string
  readonly noHash: string
  readonly load: string
  readonly save: string
  readonly drop: string
  readonly loaded: (file: string) => string
  readonly notDigits: (inputs: number, outputs: number) => string
  readonly failed: string
}

export const digitsTexts: Texts<DigitsTexts> = {
  en: {
    title: 'Handwritten digits',
    lede: 'Eight thousand digits to learn from, two thousand to be judged by. Train the network in this page, then write a digit of your own: it answers while you draw.',
    controls: 'Training',
    train: 'Train',
    again: 'Train again',
    pause: 'Pause',
    resume: 'Go on',
    hidden: 'Hidden units',
    rate: 'Learning rate',
    batch: 'Examples of a step',
    epochs: 'Epochs',
    seed: 'Seed',
    threads: 'Threads',
    accuracy: 'of the test digits read rightly',
    untrained: 'not trained yet',
    loading: 'The digits are coming, 1.4 MB…',
    epoch: (done, all) => `epoch ${done} of ${all}`,
    speed: (examples) => `${examples} examples a second`,
    pad: 'Paper to write a digit on',
    padHint: 'Write a digit here',
    padKeys: 'Arrow keys move the pen, the space bar lowers and lifts it, Delete clears the paper.',
    clear: 'Clear',
    seen: 'as the network sees it',
    outputs: 'The ten outputs',
    answer: (digit, share) => `It reads ${digit}, output ${share}`,
    nothing: 'Nothing written yet',
    weights: 'What each hidden unit looks for',
    weightsNote:
      'The weights of the first layer, a picture for each unit. In colour where strokes excite the unit, in the colour of the text where they inhibit it.',
    weightsLabel: (units) => `Weights of ${units} hidden units, as pictures`,
    confusion: 'What is taken for what',
    confusionNote: 'Rows are the digits, columns what they were taken for.',
    confusionCell: (count, is, taken) => `${count} times ${is} taken for ${taken}`,
    digit: 'digit',
    takenFor: 'taken for',
    curve: 'Learning',
    curveNote: 'Right answers after each epoch.',
    curveLabel: (epochs, last) => `Accuracy over ${epochs} epochs, last ${last} on the test digits`,
    training: 'learned from',
    test: 'never seen',
    hash: 'The weights',
    hashNote: (epoch) => `after epoch ${epoch}. The same settings give the same bits in Node:`,
    noHash: 'After an epoch their SHA-256 stands here, and the command that gives the same one in Node.',
    load: 'Open a model file',
    save: 'Save the model',
    drop: 'Or drop a file of antigrad train anywhere here.',
    loaded: (file) => `Read from ${file}`,
    notDigits: (inputs, outputs) =>
      `This network takes ${inputs} inputs and gives ${outputs} outputs; digits need 784 and 10.`,
    failed: 'That did not work:',
  },
  ru: {
    title: 'Рукописные цифры',
    lede: 'Восемь тысяч цифр для обучения, две тысячи для проверки. Обучите сеть прямо здесь, потом напишите цифру сами: сеть отвечает, пока вы рисуете.',
    controls: 'Обучение',
    train: 'Обучить',
    again: 'Обучить заново',
    pause: 'Пауза',
    resume: 'Дальше',
    hidden: 'Скрытых нейронов',
    rate: 'Скорость обучения',
    batch: 'Примеров в шаге',
    epochs: 'Эпох',
    seed: 'Зерно',
    threads: 'Потоков',
    accuracy: 'проверочных цифр прочитано верно',
    untrained: 'ещё не обучена',
    loading: 'Цифры загружаются, 1,4 МБ…',
    epoch: (done, all) => `эпоха ${done} из ${all}`,
    speed: (examples) => `примеров в секунду: ${examples}`,
    pad: 'Лист, на котором пишут цифру',
    padHint: 'Напишите здесь цифру',
    padKeys: 'Стрелки двигают перо, пробел опускает и поднимает его, Delete очищает лист.',
    clear: 'Очистить',
    seen: 'так её видит сеть',
    outputs: 'Десять выходов',
    answer: (digit, share) => `Сеть читает ${digit}, выход ${share}`,
    nothing: 'Пока ничего не написано',
    weights: 'Что ищет каждый скрытый нейрон',
    weightsNote:
      'Веса первого слоя, по картинке на нейрон. Цветом — где штрихи возбуждают его, цветом текста — где подавляют.',
    weightsLabel: (units) => `Веса скрытых нейронов (${units}) в виде картинок`,
    confusion: 'Что за что принято',
    confusionNote: 'Строки — цифры, столбцы — за что их приняли.',
    confusionCell: (count, is, taken) => `${is} принято за ${taken}: ${count}`,
    digit: 'цифра',
    takenFor: 'принята за',
    curve: 'Ход обучения',
    curveNote: 'Верные ответы после каждой эпохи.',
    curveLabel: (epochs, last) =>
      `Доля верных ответов за эпохи (${epochs}), последняя на проверочных ${last}`,
    training: 'на обучающих',
    test: 'на новых',
    hash: 'Веса',
    hashNote: (epoch) => `после эпохи ${epoch}. С теми же настройками в Node выходят те же биты:`,
    noHash: 'После эпохи здесь появится их SHA-256 и команда, которая даёт такой же в Node.',
    load: 'Открыть файл модели',
    save: 'Сохранить модель',
    drop: 'Или перетащите сюда файл от antigrad train.',
    loaded: (file) => `Прочитано из ${file}`,
    notDigits: (inputs, outputs) =>
      `У этой сети ${inputs} входов и ${outputs} выходов; для цифр нужно 784 и 10.`,
    failed: 'Не получилось:',
  },
}
