import { type Activation, UsageError } from '@antigrad/core'
import { lossOf } from '../hyperparameters/loss.js'
import { flagOf, HYPERPARAMETERS, valueIn } from '../hyperparameters/table.js'
import { layerNumbers, layers } from '../hyperparameters/values.js'
import type { Asked, TableAsked } from './config.js'
import { isTable } from './data.js'
import type { StartingModel } from './starting-model.js'

/**
 * What is asked of a run that begins with a model: the network is the model's, and where nothing is said its data, seed and
 * recipe too.
 * @throws UsageError where something else is stated than the model has
 */
export function askedWith(stated: Partial<Asked>, model: StartingModel): Partial<Asked> {
  const { file, network, form, config } = model
  const { sizes, head } = network.architecture
  const hidden = sizes.slice(1, -1)
  const activation = activationOf(model)
  agree('--hidden', stated.hidden && layers.write(stated.hidden), layers.write(hidden), file)
  if (activation) agree('--activation', stated.activation, activation, file)
  const loss = stated.loss ?? lossOf(head)
  const isLecture = (activation ?? 'sigmoid') === 'sigmoid' && loss === 'squared'
  const data = stated.data ?? config?.data
  if (form && (data === undefined || !isTable(data))) {
    throw new UsageError(`--data: expected a table, as ${file} was trained on, found ${data ?? 'none'}`)
  }
  const table = tableWith(stated, model)
  return {
    ...(config ? { seed: config.seed, recipe: config.recipe } : !isLecture && { recipe: 'modern' as const }),
    ...stated,
    ...(data !== undefined && { data }),
    ...(table && { table }),
    hidden,
    ...(activation && { activation }),
    loss,
  }
}

/** The activation of all hidden layers; undefined where there is none. */
function activationOf({ file, network }: StartingModel): Activation | undefined {
  const found = new Set(network.architecture.activations)
  const [activation] = found
  if (found.size <= 1) return activation
  throw new UsageError(
    `--from ${file}: expected one activation in all hidden layers, found ${[...found].join(', ')}; a program goes on with such a network: startFrom`,
  )
}

function agree(flag: string, stated: string | undefined, own: string, file: string): void {
  if (stated === undefined || stated === own) return
  throw new UsageError(`${flag} ${stated}: expected ${own} as ${file} has, or no ${flag}`)
}

/** What the form of a model says of a table: nobody else can. */
const SAID_BY_FORM = [
  'features',
  'ignore',
  'categories',
  'task',
  'missing',
  'naValues',
  'unknown',
  'decimal',
] as const satisfies (keyof TableAsked)[]

/** What is asked of the table: divided as it was for the model, where it is the same and nothing is said of it. */
function tableWith(
  { data, table, folds }: Partial<Asked>,
  { file, form, config }: StartingModel,
): TableAsked | undefined {
  const isSame = config !== undefined && (data ?? config.data) === config.data
  const before = isSame && !table && folds === undefined ? config.table : undefined
  if (!form) return table ?? before
  for (const key of SAID_BY_FORM) {
    const entry = HYPERPARAMETERS[key]
    if (valueIn({ table }, key, entry) === undefined) continue
    const flag = flagOf(entry)
    throw new UsageError(`${flag}: expected no ${flag} with --from, for ${file} says how its table is read`)
  }
  const label = HYPERPARAMETERS.label.values.write(form.label)
  agree('--label', table?.label && HYPERPARAMETERS.label.values.write(table.label), label, file)
  const { testSplit, testData, group, sampleWeight, header, delimiter } = { ...before, ...table }
  return {
    label: form.label,
    ...(testSplit !== undefined && { testSplit }),
    ...(testData !== undefined && { testData }),
    ...(group !== undefined && { group }),
    ...(sampleWeight !== undefined && { sampleWeight }),
    ...(header !== undefined && { header }),
    ...(delimiter !== undefined && { delimiter }),
  }
}

/**
 * Checks that layers of a model can keep their weights.
 * @throws UsageError
 */
export function checkFrozen({ file, network }: StartingModel, freeze: readonly number[]): void {
  const { length } = network.architecture.layers
  if (freeze.length < length && freeze.every((layer, n) => layer <= length && freeze.indexOf(layer) === n))
    return
  const all = Array.from({ length }, (_, l) => l + 1).join(', ')
  throw new UsageError(
    `--freeze ${layerNumbers.write(freeze)}: expected some of the layers ${all} of ${file}, each once and not all`,
  )
}
