import { BadInput, type Dataset, UsageError } from '@antigrad/core'
import type { Command } from 'commander'
import { wholeNumber } from '../flags.js'
import { paintFor, print } from '../output.js'
import { openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'
import { imageLines } from '../show/digit.js'
import { outputLines } from '../show/outputs.js'

const EXAMPLES = `
Examples:
  $ antigrad predict runs/mnist-128 --index 7    the eighth test digit`

export function registerPredict(program: Command): void {
  program
    .command('predict')
    .description('show an example, and what a model makes of it')
    .argument('<model>', "a model file, or a run's folder")
    .option('--index <n>', 'a test example, counted from 0', wholeNumber(0))
    .option('--data <where>', 'as for train (default: what the model was trained on)')
    .option('--json', 'the outputs as JSON')
    .addHelpText('after', EXAMPLES)
    .action(predict)
}

async function predict(
  path: string,
  flags: { readonly index?: number; readonly data?: string; readonly json?: true },
): Promise<void> {
  const { index } = flags
  if (index === undefined) throw new UsageError('predict: expected --index N, found neither it nor an image')
  const { network, description, file } = await openModel(path)
  const dataset = await openTestData(description, file, flags.data)
  if (index >= dataset.count) {
    throw new UsageError(`--index: expected a whole number below ${dataset.count}, found ${index}`)
  }
  const { sizes } = network.architecture
  if (sizes[0] !== dataset.inputs) {
    throw new BadInput(`${file}: expected ${dataset.inputs} inputs as ${dataset.name} has, found ${sizes[0]}`)
  }
  const features = exampleOf(dataset, index)
  const outputs = network.predict(features)
  const names = description.classes ?? dataset.classes
  const predicted = names[outputs.indexOf(Math.max(...outputs))]
  const label = dataset.labels ? dataset.classes[dataset.labels[index]] : undefined
  if (flags.json) {
    print(JSON.stringify({ type: 'result', index, label, predicted, outputs: Array.from(outputs) }))
    return
  }
  if (dataset.image && features instanceof Uint8Array) {
    for (const line of imageLines(features, dataset.image, process.stdout)) print(line)
  }
  for (const line of outputLines(outputs, names, paintFor(process.stdout))) print(line)
  const verdict = label === predicted ? 'right' : `it is ${label}`
  print(`\n${dataset.name}, example ${index}: ${predicted}, ${verdict}`)
}

function exampleOf({ features, inputs }: Dataset, index: number): Uint8Array | Float32Array {
  return features.subarray(index * inputs, (index + 1) * inputs)
}
