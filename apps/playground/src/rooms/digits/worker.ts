import type { SplitDataset } from '@antigrad/core'
import { troubleOf } from '../../training/trouble.js'
import { openDigits } from './open-digits.js'
import type { LabelledImages } from './packed.js'
import type { FromWorker, ToWorker } from './protocol.js'
import { Run } from './run.js'

/** Digits to learn from that are shown before anything is learned. */
const SOME = 60

let split: Promise<(seed: number) => SplitDataset> | undefined
let run: Run | undefined

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') split = openDigits(data.url)
  else if (data.type === 'show') show(data.seed)
  else if (data.type === 'stop') run?.stop()
  else if (data.type === 'pace') run?.obey(data)
  else if (data.type === 'seen') run?.seen()
  else if (split) {
    run?.stop()
    const { settings, threads } = data
    run = new Run({ settings, threads, dataset: split.then((of) => of(settings.seed)), tell })
  }
})

function show(seed: number): void {
  split?.then(
    (of) => {
      const { train, test } = of(seed)
      tell({ type: 'digits', seed, test: firstOf(test, test.count), some: firstOf(train, SOME) })
    },
    (error) => tell({ type: 'failed', trouble: troubleOf(error) }),
  )
}

function firstOf({ features, labels }: SplitDataset['train'], count: number): LabelledImages {
  if (!(features instanceof Uint8Array) || !labels) throw new Error('the digits are not labelled bytes')
  return { features: features.slice(0, 784 * count), labels: labels.slice(0, count) }
}

function tell(message: FromWorker): void {
  postMessage(message)
}
