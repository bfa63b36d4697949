import { join } from 'node:path'
import type { Command } from 'commander'
import { print } from '../output.js'
import { evaluateNetwork } from '../run/evaluate.js'
import { openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'
import { confusionLines } from '../show/confusion.js'
import { percent, thousands } from '../show/format.js'

const EXAMPLES = `
Examples:
  $ antigrad evaluate ${join('runs', 'mnist-128')}
  $ antigrad evaluate model.safetensors --data mnist-full`

export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('say how well a model does on test examples, class by class')
    .argument('<model>', "a model file, or a run's folder")
    .option('--data <where>', 'as for train (default: what the model was trained on)')
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(evaluate)
}

async function evaluate(
  path: string,
  flags: { readonly data?: string; readonly json?: true },
): Promise<void> {
  const { network, description, file } = await openModel(path)
  const dataset = await openTestData(description, file, flags.data)
  const evaluation = evaluateNetwork(network, dataset, file)
  const { accuracy, correct, examples, loss, confusion, classes } = evaluation
  const names = dataset.classes
  if (flags.json) {
    const rows = names.map((_, c) => Array.from(confusion.subarray(c * names.length, (c + 1) * names.length)))
    const scores = classes.map((score, c) => ({ name: names[c], ...score }))
    const result = { type: 'result', examples, accuracy, loss, classes: scores, confusion: rows }
    print(JSON.stringify(result))
    return
  }
  print(
    `${dataset.name}: accuracy ${percent(accuracy)} (${thousands(correct)} of ${thousands(examples)}), loss ${loss.toFixed(5)}`,
  )
  print('\nconfusion: the row is what it is, the column what it was taken for')
  for (const line of confusionLines(evaluation, names)) print(line)
}
