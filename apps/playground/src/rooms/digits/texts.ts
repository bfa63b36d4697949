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
  readonly failed: string
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
    weights: 'What each hidden unit looks for',
    weightsNote:
      'The weights of the first layer, one picture for each unit: in colour where a stroke excites the unit, in the colour of the text where it inhibits it.',
    weightsLabel: (units) => `Weights of ${units} hidden units, as pictures`,
    confusion: 'What is taken for what',
    confusionNote: 'A row for each digit, a column for what it was taken for.',
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
    failed: 'That did not work:',
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
    weights: 'Что ищет каждый скрытый нейрон',
    weightsNote:
      'Веса первого слоя, по картинке на нейрон. Выделено цветом — где штрих возбуждает нейрон, цветом текста — где тормозит.',
    weightsLabel: (units) => `Веса скрытых нейронов (${units}) в виде картинок`,
    confusion: 'Что за что принимается',
    confusionNote: 'Строка — сама цифра, столбец — за что её приняли.',
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
    failed: 'Не получилось:',
  },
}
