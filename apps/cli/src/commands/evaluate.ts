import { join } from 'node:path'
import { print } from '@antigrad/command'
import type { Command } from 'commander'
import { newNames } from '../flags.js'
import { optionOf } from '../hyperparameters/flags.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { baselineOf } from '../run/baseline.js'
import { classMetricsOf, outputMetricsOf } from '../run/class-metrics.js'
import { evaluateNetwork } from '../run/evaluate.js'
import { fitOf } from '../run/fit.js'
import { chooseKernels, type KernelsChoice } from '../run/kernels.js'
import { openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'
import { classMetricsText, outputMetricsLines } from '../show/class-metrics.js'
import { confusionLines, isLarge, mostConfused } from '../show/confusion.js'
import { percent, shown, thousands } from '../show/format.js'
import { baselineText, fitLines, namedScores, recallLines } from '../show/result.js'

const EXAMPLES = `
Examples:
  $ antigrad evaluate ${join('runs', 'mnist-128')}
  $ antigrad evaluate model.safetensors --data mnist-full
  $ antigrad evaluate runs/iris-64 --data more-flowers.csv`

export function registerEvaluate(program: Command): void {
  program
    .command('evaluate')
    .description('say how well a model does on test examples, class by class')
    .argument('<model>', "a model file, or a run's folder")
    .option('--data <where>', 'as for train (default: the test part of what the model was trained on)')
    .addOption(optionOf(HYPERPARAMETERS.kernels))
    .option(
      '--rename <names>',
      'old=new,…: names of the tensors of another program, in the order of layers',
      newNames,
    )
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(evaluate)
}

async function evaluate(
  path: string,
  flags: {
    readonly data?: string
    readonly kernels?: KernelsChoice
    readonly json?: true
    readonly rename?: ReadonlyMap<string, string>
  },
): Promise<void> {
  const kernels = chooseKernels(flags.kernels)
  const model = await openModel(path, flags.rename)
  const { test, form } = await openTestData(model, flags.data)
  const evaluation = evaluateNetwork(model.network, test, model.file, kernels)
  const { accuracy, correct, examples, loss, confusion } = evaluation
  const outputs = model.network.predictBatch(test.features)
  const names = model.description.classes ?? test.classes
  if (form?.task === 'regress') {
    const errors = fitOf(outputs, test, form)
    if (flags.json) print(JSON.stringify({ type: 'result', examples, loss, errors }))
    else for (const line of [`${test.name}: ${thousands(examples)} rows`, ...fitLines(errors)]) print(line)
    return
  }
  const { labels = new Uint32Array(examples) } = test
  const metrics = classMetricsOf(evaluation, outputs, labels)
  const ofOutputs = outputMetricsOf(outputs, labels, test.outputs)
  if (flags.json) {
    const rows = names.map((_, c) => Array.from(confusion.subarray(c * names.length, (c + 1) * names.length)))
    const baseline = baselineOf(evaluation, names).accuracy
    const confused = isLarge(evaluation) ? { confused: mostConfused(evaluation, names) } : { confusion: rows }
    print(
      JSON.stringify({
        type: 'result',
        examples,
        accuracy,
        baseline,
        loss,
        metrics: { ...metrics, ...ofOutputs },
        classes: namedScores(evaluation, names),
        ...confused,
      }),
    )
    return
  }
  const share = `accuracy ${percent(accuracy)} (${thousands(correct)} of ${thousands(examples)})`
  print(shown(`${test.name}: ${share}, loss ${loss.toFixed(5)}; ${baselineText(evaluation, names)}`))
  print(classMetricsText(metrics))
  for (const line of outputMetricsLines(ofOutputs)) print(line)
  for (const line of recallLines(evaluation, names)) print(line)
  print('')
  for (const line of confusionLines(evaluation, names)) print(line)
}
