import type { ModelFault } from '@antigrad/core'
import type { Texts } from '../state/language.js'

interface TroubleTexts {
  /** Of errors of core and of the page, by their names. */
  readonly errors: Readonly<Record<'Diverged' | 'WorkerLost' | 'DigitsMissing', string>>
  /** Of model files. */
  readonly faults: Readonly<Record<ModelFault, string>>
  readonly failed: string
}

export const troubleTexts: Texts<TroubleTexts> = {
  en: {
    errors: {
      Diverged: 'The loss has grown beyond all numbers. Try a lower learning rate, then start over.',
      WorkerLost:
        'A thread that was training was lost. Reload the page; if it happens again, try fewer threads.',
      DigitsMissing: 'The digits could not be fetched. Check the connection, then reload the page.',
    },
    faults: {
      safetensors:
        'this is not a model file. A model file is what “Save the model” writes here, or antigrad train.',
      length: 'the file ends too early. Fetch or copy it again.',
      header: 'the file is damaged, or no program wrote it as a model file is to be. Fetch or copy it again.',
      dtype:
        'its weights are numbers of a type that cannot be read here: float32, float16, bfloat16 and float64 can.',
      finite:
        'some of its weights are no numbers: its training diverged. Train it again with a lower learning rate.',
      network: 'what is in it does not make a network of layers one after the other.',
      metadata: 'what it says of itself does not fit its weights, or another version of antigrad wrote it.',
    },
    failed: 'That did not work:',
  },
  ru: {
    errors: {
      Diverged: 'Ошибка стала больше всех чисел. Уменьшите скорость обучения и начните заново.',
      WorkerLost:
        'Один из потоков обучения пропал. Обновите страницу, а если повторится — возьмите меньше потоков.',
      DigitsMissing: 'Не удалось загрузить цифры. Проверьте соединение и обновите страницу.',
    },
    faults: {
      safetensors:
        'это не файл модели. Файлы моделей записывает кнопка «Сохранить модель» и команда antigrad train.',
      length: 'файл обрывается. Скачайте или скопируйте его ещё раз.',
      header:
        'файл повреждён или записан не так, как положено файлу модели. Скачайте или скопируйте его ещё раз.',
      dtype:
        'числа в нём такого вида, какой здесь не читается; читаются float32, float16, bfloat16 и float64.',
      finite:
        'некоторые веса — не числа: обучение разошлось. Обучите сеть заново с меньшей скоростью обучения.',
      network: 'из того, что в нём есть, не складывается сеть из слоёв, идущих один за другим.',
      metadata: 'то, что файл говорит о себе, не подходит к весам — или его записала другая версия antigrad.',
    },
    failed: 'Не получилось; подробности по-английски:',
  },
}
