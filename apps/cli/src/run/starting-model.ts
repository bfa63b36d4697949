import { BadInput, type Dataset, type Model, type Network } from '@antigrad/core'
import { type PictureForm, type TableForm, tableFormOf } from '@antigrad/data'
import { lossOf } from '../hyperparameters/loss.js'
import { type Asked, configFromJson, type RunConfig } from './config.js'
import { weightsHashOf } from './fingerprint.js'
import { openToTrain } from './model-file.js'
import { pictureFormOf } from './picture-form.js'
import type { RunData } from './run-data.js'

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
 * The model that a run began with, wherever it lies now; undefined where it began with random weights.
 * @param path of the run, for messages
 * @throws BadInput where its weights are others; UsageError, FileError
 */
export async function reopenStart(
  { from, activation, loss, startingWeights }: RunConfig,
  path: string,
): Promise<StartingModel | undefined> {
  if (from === undefined) return undefined
  const model = await openStartingModel(from, { activation, loss })
  if (model.hash === startingWeights) return model
  throw new BadInput(
    `${model.file}: expected the weights that ${path} was begun with, ${startingWeights}, found ${model.hash}`,
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
