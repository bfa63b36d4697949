import { type Activation, BadInput, type Dataset, type Model, type Network, UsageError } from '@antigrad/core'
import { type PictureForm, type TableForm, tableFormOf } from '@antigrad/data'
import { lossOf } from '../hyperparameters/loss.js'
import { flagOf, HYPERPARAMETERS, valueIn } from '../hyperparameters/table.js'
import { layerNumbers, layers } from '../hyperparameters/values.js'
import { type Asked, configFromJson, type RunConfig, type TableAsked } from './config.js'
import { isTable, type RunData } from './data.js'
import { weightsHashOf } from './fingerprint.js'
import { openToTrain } from './model-file.js'
import { pictureFormOf } from './picture-form.js'

/** How a model takes its inputs, where it says. */
export interface InputForms {
  /** Of a table. */
  readonly form?: TableForm
  /** Of a folder of pictures. */
  readonly pictures?: PictureForm
}

/**
 * How a model says that it takes its inputs.
 * @throws BadInput where that does not fit its network
 */
export function inputFormsOf(model: Model, file: string): InputForms {
  const form = tableFormOf(model.description, file)
  const pictures = pictureFormOf(model, file)
  return { ...(form && { form }), ...(pictures && { pictures }) }
}

/** A model whose weights a run begins with, in place of random ones. */
export interface StartingModel extends InputForms, Partial<Pick<Dataset, 'image'>> {
  readonly file: string
  readonly network: Network
  /** `sha256:…` of its weights. */
  readonly hash: string
  /** The names of its outputs; none where it has no names. */
  readonly classes: readonly string[]
  /** Of the run that trained it, where it says. */
  readonly config?: RunConfig
}

/**
 * Opens the model that a run is to begin with. Of weights alone, what is asked of the run says what they compute.
 * @throws BadInput, FileError; UsageError
 */
export async function openStartingModel(
  from: string,
  { activation, loss }: Pick<Partial<Asked>, 'activation' | 'loss'>,
): Promise<StartingModel> {
  const functions = { ...(activation && { activation }), ...(loss && loss !== 'auto' && { loss }) }
  const model = await openToTrain(from, functions)
  const { network, description, file } = model
  const { config, classes = [], image } = description
  return {
    file,
    network,
    hash: weightsHashOf(network),
    classes,
    ...(image && { image }),
    ...inputFormsOf(model, file),
    ...(config !== undefined && { config: configFromJson(config, file) }),
  }
}

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

/**
 * Checks that a model takes such examples.
 * @throws BadInput where it has other inputs or outputs than they
 */
export function checkExamples(model: StartingModel, { dataset: { train } }: RunData): void {
  const { file, network, classes, image } = model
  const { sizes } = network.architecture
  const shapes = [
    [sizes[0], sizes[sizes.length - 1]],
    [train.inputs, train.outputs],
  ].map(([inputs, outputs]) => `${inputs} inputs and ${outputs} outputs`)
  refuseOther(file, train.name, shapes)
  if (image && train.image) {
    const sides = [image, train.image].map(({ width, height }) => `images of ${width} × ${height}`)
    refuseOther(file, train.name, sides)
  }
  if (classes.length > 0 && train.labels) {
    refuseOther(
      file,
      train.name,
      [classes, train.classes].map((names) => `the classes ${names.join(', ')}`),
    )
  }
}

function refuseOther(file: string, name: string, [own, found]: readonly string[]): void {
  if (own !== found) throw new BadInput(`${name}: expected ${own} as ${file} has, found ${found}`)
}

/** Lines, for people, about how a run begins. */
export function startingNotes(model: StartingModel, config: Omit<Asked, 'threads'>, data: RunData): string[] {
  const { file, network, config: before, form, pictures } = model
  const { sizes, head } = network.architecture
  const { freeze = [] } = config
  const [layer, ...others] = freeze
  const kept =
    layer === undefined
      ? ''
      : others.length === 0
        ? `; layer ${layer} keeps them`
        : `; layers ${freeze.join(', ')} keep them`
  const lines = [`begins with the weights of ${file}, ${sizes.join(' – ')}${kept}`]
  const own = lossOf(head)
  if (config.loss !== own)
    lines.push(`${file} has --loss ${own}; its weights go on with --loss ${config.loss}`)
  if (data.form && !form) {
    lines.push(
      `${file} does not say how its inputs were scaled: the columns of ${config.data} are scaled anew`,
    )
  } else if (data.pictures && !pictures) {
    lines.push(`${file} does not say how pictures become its inputs: they are read as for a new network`)
  }
  if (before && before.data === config.data && before.fingerprint !== data.fingerprint) {
    lines.push(
      `${file} was trained on other parts of ${config.data}: what this run is tested on it may have learned`,
    )
  }
  return lines
}
