import { print } from '@antigrad/command'
import { BadInput, FileError, UsageError } from '@antigrad/core'
import { featuresOf, isPicturePath } from '@antigrad/data'
import type { Command } from 'commander'
import { exitCodeOf, explain } from '../exit.js'
import { wholeNumber } from '../flags.js'
import { optionOf } from '../hyperparameters/flags.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { paintFor } from '../output.js'
import { isTable } from '../run/data.js'
import { type KernelsChoice, withKernels } from '../run/kernels.js'
import { areLabels } from '../run/labels.js'
import { type ForeignFlags, type OpenedModel, openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'
import { imageLines, pixelsOf } from '../show/digit.js'
import { shown } from '../show/format.js'
import { answerLines, answerOf } from '../show/outputs.js'
import { addForeignFlags } from './foreign-flags.js'
import { predictImage } from './predict-image.js'
import { predictRows } from './predict-rows.js'

const EXAMPLES = `
Examples:
  $ antigrad predict runs/mnist-128 --index 7    the eighth test digit
  $ antigrad predict runs/mnist-128 photo.jpg    a digit, dark on light or light on dark
  $ antigrad predict runs/iris-64 flowers.csv    each row of a table`

interface PredictFlags extends ForeignFlags {
  readonly index?: number
  readonly data?: string
  readonly kernels?: KernelsChoice
  readonly json?: true
}

export function registerPredict(program: Command): void {
  addForeignFlags(program.command('predict'))
    .description('show what a model makes of an example')
    .argument('<model>', "a model file, or a run's folder")
    .argument('[files...]', 'pictures of digits (PNG, JPEG), or tables (.csv) for a model of a table')
    .option('--index <n>', 'a test example, counted from 0', wholeNumber(0))
    .option('--data <where>', 'for --index, as for train (default: what the model was trained on)')
    .addOption(optionOf(HYPERPARAMETERS.kernels))
    .option('--json', 'the outputs as JSON, one object a line')
    .addHelpText('after', EXAMPLES)
    .action(predict)
}

async function predict(path: string, files: readonly string[], flags: PredictFlags): Promise<void> {
  if (flags.data !== undefined && flags.index === undefined) {
    throw new UsageError('--data: expected with --index; a table to predict is named without it')
  }
  if ((flags.index === undefined) === (files.length === 0)) {
    throw new UsageError(
      `predict: expected either --index N or files, found ${files.length === 0 ? 'neither' : 'both'}`,
    )
  }
  const opened = await openModel(path, flags)
  const { kernels } = flags
  const model = kernels ? { ...opened, network: withKernels(opened.network, kernels) } : opened
  if (flags.index !== undefined) await predictTest(model, flags.index, flags)
  for (const file of files) {
    try {
      if (isTable(file) || (model.description.table && !isPicturePath(file)))
        await predictRows(model, file, flags.json === true)
      else await predictImage(model, file, flags.json === true)
    } catch (error) {
      // Others are answered all the same; what was wrong decides how the command ends.
      if (!(error instanceof BadInput || error instanceof FileError)) throw error
      process.stderr.write(explain(error, process.env.ANTIGRAD_DEBUG === '1'))
      process.exitCode ||= exitCodeOf(error)
    }
  }
}

/** Predicts a test example, and says whether that is right. */
async function predictTest(model: OpenedModel, index: number, flags: PredictFlags): Promise<void> {
  const { network, description, file } = model
  const { test, form } = await openTestData(model, flags.data)
  const { name, count, inputs, outputs, image, classes, labels, targets } = test
  if (index >= count) throw new UsageError(`--index: expected a whole number below ${count}, found ${index}`)
  if (network.architecture.sizes[0] !== inputs) {
    throw new BadInput(
      `${file}: expected ${inputs} inputs as ${name} has, found ${network.architecture.sizes[0]}`,
    )
  }
  const several = areLabels(network.architecture.head, form)
  const features = featuresOf(test, index)
  const answer = answerOf(network.predict(features), description.classes ?? classes, form, several)
  const right =
    targets && answerOf(targets.subarray(index * outputs, (index + 1) * outputs), [], form, several).predicted
  const label = labels ? classes[labels[index]] : right
  if (flags.json) {
    print(JSON.stringify({ type: 'result', index, ...(label !== undefined && { label }), ...answer }))
    return
  }
  if (image) for (const line of imageLines(pixelsOf(features), image, process.stdout)) print(line)
  for (const line of answerLines(answer, paintFor(process.stdout), form?.task === 'regress' && !several))
    print(line)
  const verdict =
    label === undefined ? '' : label === answer.predicted ? ', right' : `, it is ${shown(label)}`
  print(`\n${shown(name)}, example ${index}: ${shown(answer.predicted)}${verdict}`)
}
