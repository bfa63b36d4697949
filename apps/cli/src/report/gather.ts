import { type Dataset, type Network, toTensors } from '@antigrad/core'
import { meanLoss, predictDataset, scorePredictions } from '@antigrad/core/internal'
import { featuresOf, invertTargets, type TableForm } from '@antigrad/data'
import { classMetricsOf } from '../run/class-metrics.js'
import { weightsHashOf } from '../run/fingerprint.js'
import { fitOf } from '../run/fit.js'
import { areLabels, labelMetricsOf } from '../run/labels.js'
import type { Saved } from '../run/restore.js'
import type { RunData } from '../run/run-data.js'
import { pixelsOf } from '../show/digit.js'
import type { ClassResult, FirstLayer, Mistake, NumberResult, ReportFacts } from './facts.js'
import { MOST_SCATTERS } from './scatter.js'

const MOST_MISTAKES = 24
const MOST_UNITS = 64
/** Pixels of all pictures of one kind: a page stays below 1 MB. */
const MOST_PIXELS = 150_000
/** Points of a scatter, and of all of them. */
const MOST_POINTS = 1000
const MOST_POINTS_OF_ALL = 6000

/**
 * What there is to tell of a run that has ended.
 * @param saved the state in its model
 * @param data its examples
 */
export function gatherFacts(saved: Saved, data: RunData, effort: ReportFacts['effort']): ReportFacts {
  const { config, position, history, best } = saved
  const network = best?.network ?? saved.network
  const { dataset, test, form } = data
  const firstLayer = firstLayerOf(network, test)
  return {
    config,
    sizes: network.architecture.sizes,
    examples: {
      train: dataset.train.count,
      ...(dataset.test !== test && { validation: dataset.test.count }),
      test: test.count,
    },
    epochs: position.epoch - 1,
    history,
    ...(best && { bestEpoch: best.epoch }),
    weightsHash: weightsHashOf(network),
    ...(effort && { effort }),
    result: resultOf(network, test, form),
    ...(firstLayer && { firstLayer }),
  }
}

function resultOf(network: Network, test: Dataset, form: TableForm | undefined): ReportFacts['result'] {
  if (form?.task !== 'regress') return classesOf(network, test)
  if (!areLabels(network.architecture.head, form)) return numbersOf(network, test, form)
  const metrics = labelMetricsOf(network.predictBatch(test.features), test, form)
  return { kind: 'labels', loss: meanLoss(predictDataset(network, test).losses), metrics }
}

function classesOf(network: Network, test: Dataset): ClassResult {
  const { count, outputs, classes, image, labels = new Uint32Array(count) } = test
  const { predictions, losses } = predictDataset(network, test)
  const evaluation = scorePredictions(predictions, labels, losses, outputs)
  const names = Array.from({ length: outputs }, (_, output) => classes[output] ?? String(output))
  const metrics = classMetricsOf(evaluation, network.predictBatch(test.features), labels)
  if (!image) return { kind: 'classes', names, evaluation, metrics }
  const most = Math.min(MOST_MISTAKES, Math.floor(MOST_PIXELS / test.inputs))
  const mistakes = Array.from(labels.keys())
    .filter((n) => predictions[n] !== labels[n])
    .sort((a, b) => losses[b] - losses[a] || a - b)
    .slice(0, most)
    .map(
      (n): Mistake => ({
        image: { ...image, pixels: pixelsOf(featuresOf(test, n)) },
        truth: labels[n],
        predicted: predictions[n],
        outputs: [...network.predict(featuresOf(test, n))],
      }),
    )
  return { kind: 'classes', names, evaluation, metrics, mistakes }
}

function numbersOf(network: Network, test: Dataset, form: TableForm): NumberResult {
  const { count, outputs, targets = new Float32Array(count * outputs) } = test
  const outputsOfAll = network.predictBatch(test.features)
  const fit = fitOf(outputsOfAll, test, form)
  const points = fit.map((): { truth: number; predicted: number }[] => [])
  const most = Math.min(MOST_POINTS, Math.floor(MOST_POINTS_OF_ALL / Math.min(fit.length, MOST_SCATTERS)))
  const stride = Math.ceil(count / most)
  for (let n = 0; n < count; n++) {
    const z = outputsOfAll.subarray(n * outputs, (n + 1) * outputs)
    const l = targets.subarray(n * outputs, (n + 1) * outputs)
    if (n % stride !== 0 || !form.scaling.targets) continue
    const predicted = invertTargets(z, form.scaling.targets)
    const truth = invertTargets(l, form.scaling.targets)
    for (const [column, list] of points.slice(0, MOST_SCATTERS).entries()) {
      list.push({ truth: truth[column], predicted: predicted[column] })
    }
  }
  const columns = fit.map((error, column) => ({ ...error, points: points[column] }))
  return { kind: 'numbers', loss: meanLoss(predictDataset(network, test).losses), columns }
}

function firstLayerOf(
  { architecture, parameters }: Network,
  { image, inputs }: Dataset,
): FirstLayer | undefined {
  const weight = toTensors(architecture, parameters).get('layers.0.weight')
  if (!image || !weight) return undefined
  const units = weight.shape[0]
  const shown = Math.min(units, MOST_UNITS, Math.floor(MOST_PIXELS / inputs))
  if (shown === 0) return undefined
  const weights = Array.from({ length: shown }, (_, unit) =>
    Float32Array.from(weight.values.subarray(unit * inputs, (unit + 1) * inputs)),
  )
  return { width: image.width, height: image.height, units, weights }
}
