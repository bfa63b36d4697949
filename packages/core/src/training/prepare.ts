import type { AnyFeatures } from '../dataset.js'
import { storeExamples } from '../engine/examples.js'
import type { Workspace } from '../engine/workspace.js'
import { UsageError } from '../errors.js'
import { fillInitialParameters } from '../network/initial-parameters.js'
import { indexOf } from '../network/matrix.js'
import { classWeightsOf, exampleWeights, targetsOfClass } from './example-weights.js'
import type { TrainingOptions } from './options.js'
import { constant, rateAt } from './schedules.js'

/** Writes what a run begins with: examples, identity order and parameters. */
export function prepareWorkspace(workspace: Workspace, options: TrainingOptions<AnyFeatures>): void {
  const { architecture, parameters, average, train, test, identity } = workspace
  storeExamples(train.examples, options.dataset.train)
  storeExamples(test.examples, options.dataset.test)
  for (let n = 0; n < identity.length; n++) identity[n] = n
  if (options.parameters) {
    checkCount('', parameters, options.parameters)
    parameters.set(options.parameters)
  } else fillInitialParameters(architecture, parameters, options.seed)
  storeStates(workspace, options.states)
  const { averageParameters = parameters } = options
  checkCount('an average of ', parameters, averageParameters)
  average?.values.set(averageParameters)
  storeRate(workspace, options, [])
  weigh(workspace, options)
}

/**
 * Sets η of the next steps; where it follows from the validation of the epochs before, the rate of the next epoch.
 * @param validationLosses of all epochs that are over
 */
export function storeRate(
  { rate }: Workspace,
  { learningRate, schedule = constant() }: TrainingOptions<AnyFeatures>,
  validationLosses: readonly number[],
): void {
  const run = { stepsPerEpoch: 1, epochs: Number.POSITIVE_INFINITY, validationLosses }
  rate[0] =
    schedule.name === 'plateau' ? rateAt(schedule, learningRate, validationLosses.length, run) : learningRate
}

/** @throws UsageError for numbers of the parameters of another network */
function checkCount(what: string, { length }: Float32Array, stored: Float32Array): void {
  if (stored.length === length) return
  throw new UsageError(`expected ${what}${length} parameters, found ${stored.length}`)
}

/** @throws UsageError for states of another rule or network */
function storeStates({ states }: Workspace, stored: readonly Float32Array[] = []): void {
  if (stored.length === 0) return
  if (stored.length !== states.length) {
    throw new UsageError(`expected ${states.length} states, as the update rule has, found ${stored.length}`)
  }
  for (const [n, { values }] of states.entries()) {
    checkCount('a state of ', values, stored[n])
    values.set(stored[n])
  }
}

/** Writes the targets of classes and the weights of examples, where they are not what the dataset says. */
function weigh({ train }: Workspace, options: TrainingOptions<AnyFeatures>): void {
  const { dataset, head = 'squared', labelSmoothing = 0, classWeights } = options
  const ofClasses = classWeights && classWeightsOf(dataset.train, classWeights)
  if (train.weights.length > 0) train.weights.set(exampleWeights(dataset.train, ofClasses))
  const { labels, outputs } = dataset.train
  if (!labels || (labelSmoothing === 0 && !ofClasses)) return
  const { targets } = train.examples
  const softening = { head, labelSmoothing, classWeights: ofClasses }
  for (let label = 0; label < outputs; label++) {
    const row = targetsOfClass(label, outputs, softening)
    for (let j = 0; j < outputs; j++) targets.values[indexOf(targets, label, j)] = row[j]
  }
}
