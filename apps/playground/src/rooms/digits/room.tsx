import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FromWorker, ToWorker } from './protocol.js'
import digits from './generated/digits.bin?url'

export function DigitsRoom() {
  const accuracy = useSignal(0)
  const hash = useSignal('')
  useEffect(() => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    const say = (m: ToWorker) => worker.postMessage(m)
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'opened') say({ type: 'start', threads: 1, settings: { hidden: [30], batchSize: 10, learningRate: 3, seed: 1, epochs: 8 } })
      if (data.type === 'progress' || data.type === 'epoch') { accuracy.value = data.progress.evaluation.accuracy; say({ type: 'seen' }) }
      if (data.type === 'epoch') hash.value = `${data.epoch} ${data.accuracy} ${data.progress.evaluation.accuracy} ${data.hash} ${data.progress.examplesPerSecond}`
      if (data.type === 'failed') console.error(data.message)
    }
    say({ type: 'open', url: new URL(digits, location.href).href })
    return () => worker.terminate()
  }, [])
  return <><h1>Digits</h1><p id="acc">{accuracy}</p><p id="hash">{hash}</p></>
}
