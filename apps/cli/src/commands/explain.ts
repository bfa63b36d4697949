import { print } from '@antigrad/command'
import { type Activation, UsageError } from '@antigrad/core'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { numberBetween, seedNumber } from '../flags.js'
import { LOSSES, type LossName } from '../hyperparameters/loss.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { createExample, type Sizes } from '../lecture/explain/example.js'
import { explain, explanationJson } from '../lecture/explain/explanation.js'
import { explanationLines } from '../lecture/explain/page.js'
import { widthOfPage } from '../output.js'

interface ExplainFlags {
  readonly network?: Sizes
  readonly activation: Activation
  readonly loss: LossName
  readonly seed: number
  readonly learningRate: number
  readonly json?: true
}

const EXAMPLES = `
Examples:
  $ antigrad explain                    the one-dimensional network
  $ antigrad explain --network 2-3-2    with vectors and matrices
  $ antigrad explain --activation relu --loss cross-entropy
  $ antigrad explain --seed 7           other numbers`

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('the derivation of back propagation with numbers, step by step')
    .option(
      '--network <sizes>',
      'units of input, hidden layer and output, 1 to 6 each, such as 2-3-2 (default: 1-1-1; of cross-entropy 1-1-2)',
      threeSizes,
    )
    .addOption(
      new Option('--activation <name>', 'of the hidden layer')
        .choices(HYPERPARAMETERS.activation.values.choices ?? [])
        .default('sigmoid' satisfies Activation),
    )
    .addOption(
      new Option('--loss <name>', 'as for train')
        .choices(Object.keys(LOSSES))
        .default('squared' satisfies LossName),
    )
    .option('--seed <n>', 'decides the numbers', seedNumber, 1)
    .option('--lr, --learning-rate <rate>', 'learning rate of the step at the end', numberBetween(0), 1)
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function run({ network, activation, loss, seed, learningRate, json }: ExplainFlags): void {
  const { head } = LOSSES[loss]
  const sizes = network ?? (head === 'softmax-cross-entropy' ? [1, 1, 2] : [1, 1, 1])
  if (head === 'softmax-cross-entropy' && sizes[2] < 2) {
    throw new UsageError(
      `--network: cross-entropy takes at least two outputs, such as 1-1-2, found ${sizes.join('-')}: a softmax of one is always 1`,
    )
  }
  const explanation = explain(createExample(sizes, seed, { activation, head }), learningRate)
  if (json) print(explanationJson(explanation))
  else for (const line of explanationLines(explanation, widthOfPage(process.stdout))) print(line)
}

function threeSizes(text: string): Sizes {
  const [inputs, hidden, outputs] = text.split('-').map(Number)
  if (/^[1-6]-[1-6]-[1-6]$/.test(text)) return [inputs, hidden, outputs]
  throw new InvalidArgumentError(
    'Expected units of input, hidden layer and output, three whole numbers from 1 to 6, such as 1-1-1 or 2-3-2.',
  )
}
