import { print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import { openImage, openPicture, toMnistForm } from '@antigrad/data'
import { paintFor } from '../output.js'
import type { OpenedModel } from '../run/model-file.js'
import { pictureFormOf } from '../run/picture-form.js'
import { imageLines } from '../show/digit.js'
import { shown } from '../show/format.js'
import { answerLines, answerOf } from '../show/outputs.js'

/** The form of MNIST. */
const SHAPE = { width: 28, height: 28 }

/**
 * Predicts the class of a picture, PNG or JPEG, and shows it as the network sees it: read as those of the folder that the
 * model was trained on, or, by a model of digits, as a digit that somebody drew.
 * @throws BadInput where the model is not one of images, the file is no picture, or no digit is drawn in it; FileError
 */
export async function predictImage(model: OpenedModel, path: string, json: boolean): Promise<void> {
  const form = pictureFormOf(model, model.file)
  const pixels = form ? await openPicture(path, form) : await digitOf(model, path)
  const { network, description } = model
  const answer = answerOf(network.predict(pixels), description.classes ?? [], undefined)
  if (json) {
    print(JSON.stringify({ type: 'result', file: path, ...answer }))
    return
  }
  if (form?.channels !== 3) for (const line of imageLines(pixels, form ?? SHAPE, process.stdout)) print(line)
  for (const line of answerLines(answer, paintFor(process.stdout))) print(line)
  print(shown(`${path}: ${answer.predicted}`).replace(/^/, '\n'))
}

/** The digit in a picture, in the form of MNIST. */
async function digitOf({ network, description, file }: OpenedModel, path: string): Promise<Uint8Array> {
  const { image = SHAPE } = description
  const inputs = network.architecture.sizes[0]
  if (inputs !== SHAPE.width * SHAPE.height || image.width !== SHAPE.width || description.table) {
    throw new BadInput(`${file}: expected a model of images of 28 × 28 to predict ${path}, found another`)
  }
  const pixels = toMnistForm(await openImage(path))
  if (!pixels.some((value) => value > 0)) throw new BadInput(`${path}: expected a digit, found nothing drawn`)
  return pixels
}
