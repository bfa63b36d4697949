import { approximation } from '@antigrad/core/lecture'
import { breathe } from '../../training/breathe.js'
import type { FromWorker, ToWorker } from './protocol.js'
import { placesOf, STEPS, splitOf, type TableName, TRAINING, tableOf } from './tables.js'

let current = 0

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  current++
  if (data.type === 'train') train(data.table as TableName, data.order, current)
})

/** Trains stage by stage, until another is asked for. */
async function train(name: TableName, order: number, mine: number): Promise<void> {
  const table = tableOf(name)
  const { train: samples, unseen } = splitOf(table)
  const epochs = Math.ceil(STEPS / samples.count)
  const network = new approximation.Approximation({ ...TRAINING, samples, epochs })
  const places = placesOf(table)
  for (let more = true; more && current === mine; ) {
    more = network.advance()
    const values = (inputs: Float64Array) => inputs.map((x) => network.value([x]))
    const told: FromWorker = {
      order,
      part: network.epoch / epochs,
      curve: values(places),
      unseen: values(unseen.inputs),
    }
    postMessage(told)
    await breathe()
  }
}
