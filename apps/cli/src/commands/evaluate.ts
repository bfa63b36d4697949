import { join } from 'node:path'
import { print } from '@antigrad/command'
import type { Command } from 'commander'
import { optionOf } from '../hyperparameters/flags.js'
import { HYPERPARAMETERS } from '../hyperparameters/table.js'
import { baselineOf } from '../run/baseline.js'
import { classMetricsOf, outputMetricsOf } from '../run/class-metrics.js'
import { averageOf, type Member } from '../run/ensemble.js'
import { evaluateNetwork, outputsOf } from '../run/evaluate.js'
import { fitOf } from '../run/fit.js'
import { chooseKernels, type KernelsChoice, withKernels } from '../run/kernels.js'
import { areLabels, labelMetricsOf } from '../run/labels.js'
import { type ForeignFlags, openModel } from '../run/model-file.js'
import { openTestData } from '../run/test-data.js'
import { classMetricsText, outputMetricsLines } from '../show/class-metrics.js'
import { confusionLines, isLarge, mostConfused } from '../show/confusion.js'
import { percent, shown, thousands } from '../show/format.js'
import { labelLines } from '../show/labels.js'
import { baselineText, fitLines, namedScores, recallLines } from '../show/result.js'
import { addForeignFlags } from './foreign-flags.js'

const EXAMPLES = `
Examples:
  $ antigrad evaluate ${join('runs', 'mnist-128')}
  $ antigrad evaluate model.safetensors --data mnist-full
  $ antigrad evaluate runs/iris-64 --data more-flowers.csv
  $ antigrad evaluate runs/a runs/b runs/c             the mean of what several say`

export function registerEvaluate(program: Command): void {
  addForeignFlags(program.command('evaluate'))
    .description('say how well a model does on test examples, class by class')
    .argument('<model...>', "a model file, or a run's folder; of several the mean of their outputs")
    .option('--data <where>', 'as for train (default: the test part of what the model was trained on)')
    .addOption(optionOf(HYPERPARAMETERS.kernels))
    .option('--json', 'the result as JSON')
    .addHelpText('after', EXAMPLES)
    .action(evaluate)
}

/** What the command is told. */
interface EvaluateFlags extends ForeignFlags {
  readonly data?: string
  readonly kernels?: KernelsChoice
  readonly json?: true
}

async function evaluate(paths: readonly string[], flags: EvaluateFlags): Promise<void> {
  const members: Member[] = []
  for (const path of paths) members.push(await openMember(path, flags))
  const [{ model, test, form }] = members
  const { evaluation, outputs } = members.length === 1 ? members[0] : averageOf(members)
  const { accuracy, correct, examples, loss, confusion } = evaluation
  const names = model.description.classes ?? test.classes
  if (form && areLabels(model.network.architecture.head, form)) {
    const metrics = labelMetricsOf(outputs, test, form)
    const each = members.map((member) => ({
      model: member.model.file,
      subsetAccuracy: labelMetricsOf(member.outputs, member.test, form).subsetAccuracy,
    }))
    if (flags.json) {
      const models = members.length > 1 ? { models: each } : {}
      print(JSON.stringify({ type: 'result', loss, ...metrics, ...models }))
      return
    }
    for (const { model, subsetAccuracy } of members.length > 1 ? each : []) {
      print(shown(`${model}: ${percent(subsetAccuracy)} of rows with every label right`))
    }
    for (const line of [`${titleOf(members)}: ${thousands(examples)} rows`, ...labelLines(metrics)])
      print(line)
    return
  }
  if (form?.task === 'regress') {
    const errors = fitOf(outputs, test, form)
    const each = members.map((member) => ({
      model: member.model.file,
      errors: fitOf(member.outputs, member.test, form),
    }))
    const models = members.length > 1 ? { models: each } : {}
    if (flags.json) {
      print(JSON.stringify({ type: 'result', examples, loss, errors, ...models }))
      return
    }
    for (const { model, errors } of members.length > 1 ? each : []) {
      for (const line of [`${shown(model)}:`, ...fitLines(errors), '']) print(line)
    }
    for (const line of [`${titleOf(members)}: ${thousands(examples)} rows`, ...fitLines(errors)]) print(line)
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
        ...(members.length > 1 && {
          models: members.map(({ model, evaluation }) => ({
            model: model.file,
            accuracy: evaluation.accuracy,
          })),
        }),
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
  for (const member of members.length > 1 ? members : []) {
    print(shown(`${member.model.file}: accuracy ${percent(member.evaluation.accuracy)}`))
  }
  const withLoss = Number.isNaN(loss) ? share : `${share}, loss ${loss.toFixed(5)}`
  print(shown(`${titleOf(members)}: ${withLoss}; ${baselineText(evaluation, names)}`))
  print(classMetricsText(metrics))
  for (const line of outputMetricsLines(ofOutputs)) print(line)
  for (const line of recallLines(evaluation, names)) print(line)
  print('')
  for (const line of confusionLines(evaluation, names)) print(line)
}

async function openMember(path: string, { data, kernels, ...foreign }: EvaluateFlags): Promise<Member> {
  const opened = await openModel(path, foreign)
  const model = kernels ? { ...opened, network: withKernels(opened.network, kernels) } : opened
  const { test, form } = await openTestData(model, data)
  const evaluation = evaluateNetwork(model.network, test, model.file, chooseKernels(kernels))
  return { model, test, form, evaluation, outputs: outputsOf(model.network, test) }
}

/** `mnist, 2000 test`; of several models that it is their mean. */
function titleOf(members: readonly Member[]): string {
  const [{ test }] = members
  return members.length === 1 ? test.name : `${test.name}, mean of ${members.length} models`
}
