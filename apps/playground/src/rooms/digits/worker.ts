import type { SplitDataset } from '@antigrad/core'
import { openDigits } from './open-digits.js'
import type { FromWorker, ToWorker } from './protocol.js'
import { Run } from './run.js'

let split: Promise<(seed: number) => SplitDataset> | undefined
let run: Run | undefined

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') open(data.url)
  else if (data.type === 'stop') run?.stop()
  else if (data.type === 'pace') run?.obey(data)
  else if (data.type === 'seen') run?.seen()
  else if (split) {
    run?.stop()
    const { settings, threads } = data
    run = new Run({ settings, threads, dataset: split.then((of) => of(settings.seed)), tell })
  }
})

function open(url: string): void {
  split = openDigits(url)
  split.then(
    (of) => {
      const { train, test } = of(0)
      tell({ type: 'opened', train: train.count, test: test.count })
    },
    (error) => tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
  )
}

function tell(message: FromWorker): void {
  postMessage(message)
}
