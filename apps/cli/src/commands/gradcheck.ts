import { EXIT, print } from '@antigrad/command'
import { type Activation, BadInput, type Dataset, Network, UsageError } from '@antigrad/core'
import type { ReadableFeatures } from '@antigrad/data'
import { type Command, Option } from 'commander'
import { columnNames, hiddenLayers, seedNumber, wholeNumber } from '../flags.js'
import { headFor, type LossChoice, lossOf } from '../hyperparameters/loss.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { isLecture } from '../lecture/gradcheck/architecture.js'
import { checkByDifferences } from '../lecture/gradcheck/by-differences.js'
import { checkByKernels } from '../lecture/gradcheck/by-kernels.js'
import { chooseExamples, textbookExamples } from '../lecture/gradcheck/examples.js'
import { type Checked, checkJson, checkLines, isRight } from '../lecture/gradcheck/verdict.js'
import { openRunData } from '../run/data.js'
import { openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'

interface GradcheckFlags {
  readonly data?: string
  readonly label?: readonly string[]
  readonly hidden?: readonly number[]
  readonly activation?: Activation
  readonly loss?: LossChoice
  readonly examples: number
  readonly parameters: number
  readonly seed: number
  readonly json?: true
}

/** Units of a new network's hidden layer. */
const HIDDEN = 30

const EXAMPLES = `
Examples:
  $ antigrad gradcheck                                    a new network on the digits
  $ antigrad gradcheck runs/mnist-128 --examples 10
  $ antigrad gradcheck --data iris.csv --label species --hidden 8
  $ antigrad gradcheck --activation relu --loss cross-entropy

Exit code 0: all gradients are right. 1: one is wrong.`

export function registerGradcheck(program: Command): void {
  program
    .command('gradcheck')
    .description('compare the gradients of a network on real examples with central differences')
    .argument('[model]', "a model file, or a run's folder (default: a new network)")
    .option(
      '--data <where>',
      `as for train (default: what the model was trained on, or ${HYPERPARAMETERS.data.default.value})`,
    )
    .option('--label <columns>', 'of a table, for a new network: what to learn', columnNames)
    .option(
      '--hidden <sizes>',
      `of a new network: units of the hidden layers (default: ${HIDDEN})`,
      hiddenLayers,
    )
    .addOption(ofNew(HYPERPARAMETERS.activation))
    .addOption(ofNew(HYPERPARAMETERS.loss))
    .option('--examples <n>', 'how many examples', wholeNumber(1, 1000), 3)
    .option('--parameters <n>', 'parameters of each layer compared in each example', wholeNumber(1), 60)
    .option(
      '--seed <n>',
      'decides the examples, the parameters and a new network',
      seedNumber,
      HYPERPARAMETERS.seed.default.value,
    )
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(run)
}

async function run(path: string | undefined, flags: GradcheckFlags): Promise<void> {
  const { network, dataset, file } = path === undefined ? await openNew(flags) : await openOld(path, flags)
  const { sizes } = network.architecture
  if (sizes[0] !== dataset.inputs || sizes[sizes.length - 1] !== dataset.outputs) {
    throw new BadInput(
      `${file}: expected ${dataset.inputs} inputs and ${dataset.outputs} outputs as ${dataset.name} has, found ${sizes[0]} and ${sizes[sizes.length - 1]}`,
    )
  }
  const chosen = chooseExamples(dataset, flags.examples, flags.seed)
  const examples = textbookExamples(chosen.dataset)
  const checked: Checked = {
    title: `${file}: ${sizes.join('-')}, ${functionsText(network)}on ${dataset.name}`,
    examples: chosen.numbers,
    differences: checkByDifferences(network, examples, flags.parameters, flags.seed),
    kernels: checkByKernels(network, chosen.dataset),
  }
  if (flags.json) print(checkJson(checked))
  else for (const line of checkLines(checked)) print(line)
  if (!isRight(checked)) process.exitCode = EXIT.bug
}

interface Subject {
  readonly network: Network
  readonly dataset: Dataset<ReadableFeatures>
  /** For people: where the network is from. */
  readonly file: string
}

async function openOld(path: string, flags: GradcheckFlags): Promise<Subject> {
  const { data } = flags
  const ofNewNetwork = (['label', 'hidden', 'activation', 'loss'] as const).find((flag) => flags[flag])
  if (ofNewNetwork) throw new UsageError(`--${ofNewNetwork}: expected without a model, found ${path}`)
  const model = await openModel(path)
  const { test } = await openTestData(model, data)
  return { network: model.network, dataset: test, file: model.file }
}

async function openNew(flags: GradcheckFlags): Promise<Subject> {
  const { data = HYPERPARAMETERS.data.default.value, label, hidden = [HIDDEN], seed } = flags
  const { activation = HYPERPARAMETERS.activation.default.value } = flags
  const { loss = HYPERPARAMETERS.loss.default.value } = flags
  const { test } = await openRunData({ data, seed, loss, ...(label && { table: { label } }) })
  const functions = {
    activations: hidden.map(() => activation),
    head: headFor(loss, test.labels !== undefined),
  }
  const network = Network.create([test.inputs, ...hidden, test.outputs], seed, functions)
  return { network, dataset: test, file: 'a new network' }
}

/** The lecture's are not named. */
function functionsText({ architecture }: Network): string {
  if (isLecture(architecture)) return ''
  const { activations, head } = architecture
  return `${[...new Set(activations), lossOf(head)].join(', ')}, `
}

/** A flag of training, of a new network only and without the default of training. */
function ofNew({
  flag,
  values,
  default: { value },
}: typeof HYPERPARAMETERS.activation | typeof HYPERPARAMETERS.loss): Option {
  return new Option(flag, `of a new network, as for train (default: ${value})`).argParser<string>(
    values.parse,
  )
}
