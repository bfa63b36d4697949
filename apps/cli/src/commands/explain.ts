import { print } from '@antigrad/command'
import { type Command, InvalidArgumentError } from 'commander'
import { numberBetween, seedNumber } from '../flags.js'
import { createExample } from '../lecture/explain/example.js'
import { explain, explanationJson, explanationLines } from '../lecture/explain/explanation.js'

type Sizes = readonly [number, number, number]

interface ExplainFlags {
  readonly network: Sizes
  readonly seed: number
  readonly learningRate: number
  readonly json?: true
}

const EXAMPLES = `
Examples:
  $ antigrad explain                    the one-dimensional network
  $ antigrad explain --network 2-3-2    with vectors and matrices
  $ antigrad explain --seed 7           other numbers`

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('the derivation of back propagation with numbers, step by step')
    .option(
      '--network <sizes>',
      'units of input, hidden layer and output, 1 to 6 each',
      threeSizes,
      [1, 1, 1],
    )
    .option('--seed <n>', 'decides the numbers', seedNumber, 1)
    .option('--lr, --learning-rate <rate>', 'learning rate of the step at the end', numberBetween(0), 1)
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

function run({ network, seed, learningRate, json }: ExplainFlags): void {
  const explanation = explain(createExample(network, seed), learningRate)
  if (json) print(explanationJson(explanation))
  else for (const line of explanationLines(explanation)) print(line)
}

function threeSizes(text: string): Sizes {
  const [inputs, hidden, outputs] = text.split('-').map(Number)
  if (/^[1-6]-[1-6]-[1-6]$/.test(text)) return [inputs, hidden, outputs]
  throw new InvalidArgumentError('Expected three whole numbers from 1 to 6, such as 1-1-1 or 2-3-2.')
}
