// A spreadsheet becomes a model: a part of it for validation says when to stop, and the best weights are kept.
import { Trainer } from '@antigrad/core'
import { openDataset, splitValidation } from '@antigrad/data'

const [file, label] = process.argv.slice(2)
const { train, test, form } = await openDataset(file, { label: [label], seed: 1 })
const dataset = splitValidation(train, 0.2, 1)
const trainer = new Trainer({ dataset, hidden: [16], batchSize: 10, learningRate: 1, seed: 1 })

let best = { epoch: 0, loss: Number.POSITIVE_INFINITY, network: trainer.network }
for (let epoch = 1; epoch - best.epoch <= 20; epoch++) {
  trainer.epoch()
  const { loss } = trainer.evaluate()
  if (loss < best.loss) best = { epoch, loss, network: trainer.network }
}

let right = 0
for (let row = 0; row < test.count; row++) {
  const outputs = best.network.predict(test.features.subarray(row * test.inputs, (row + 1) * test.inputs))
  if (outputs.indexOf(Math.max(...outputs)) === test.labels[row]) right++
}
process.stdout.write(
  `${form.classes.join(', ')}: ${right} of ${test.count} unseen rows right, by the weights of epoch ${best.epoch}\n`,
)
