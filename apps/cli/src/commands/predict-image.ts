import { note, print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import { openImage, openPicture, prepareDigit, turnedDigits } from '@antigrad/data/images'
import { paintFor } from '../output.js'
import type { OpenedModel } from '../run/model-file.js'
import { pictureFormOf } from '../run/picture-form.js'
import { imageLines } from '../show/digit.js'
import { shown } from '../show/format.js'
import { answerLines, answerOf } from '../show/outputs.js'

/** The form of MNIST. */
const SHAPE = { width: 28, height: 28 }

/** Another answer, where the digit is turned a little, makes the first doubtful from this output up. */
const LIKELY = 0.5

/**
 * Predicts the class of a picture, PNG or JPEG, and shows it as the network sees it: read as those of the folder that the
 * model was trained on, or, by a model of digits, as a digit that somebody drew; then it warns on stderr, and in JSON, of what
 * makes the answer doubtful.
 * @throws BadInput where the model is not one of images, the file is no picture, or no digit is drawn in it; FileError
 */
export async function predictImage(model: OpenedModel, path: string, json: boolean): Promise<void> {
  const form = pictureFormOf(model, model.file)
  const { pixels, warnings } = form
    ? { pixels: await openPicture(path, form), warnings: [] }
    : await digitOf(model, path)
  const { network, description } = model
  const answer = answerOf(network.predict(pixels), description.classes ?? [], undefined)
  for (const warning of warnings) note(`warning: ${path}: ${warning}`)
  if (json) {
    print(JSON.stringify({ type: 'result', file: path, ...answer, ...(warnings.length > 0 && { warnings }) }))
    return
  }
  if (form?.channels !== 3) for (const line of imageLines(pixels, form ?? SHAPE, process.stdout)) print(line)
  for (const line of answerLines(answer, paintFor(process.stdout))) print(line)
  print(shown(`${path}: ${answer.predicted}`).replace(/^/, '\n'))
}

/** A digit, and what makes it doubtful. */
interface SeenDigit {
  readonly pixels: Uint8Array
  readonly warnings: readonly string[]
}

/** The digit in a picture, in the form of MNIST. */
async function digitOf(model: OpenedModel, path: string): Promise<SeenDigit> {
  const { network, description, file } = model
  const { image = SHAPE } = description
  const inputs = network.architecture.sizes[0]
  if (inputs !== SHAPE.width * SHAPE.height || image.width !== SHAPE.width || description.table) {
    throw new BadInput(`${file}: expected a model of images of 28 × 28 to predict ${path}, found another`)
  }
  const { pixels, warnings } = prepareDigit(await openImage(path))
  if (!pixels.some((value) => value > 0)) throw new BadInput(`${path}: expected a digit, found nothing drawn`)
  return { pixels, warnings: [...warnings, ...turnedWarnings(model, pixels)] }
}

/** What it would be if it were turned a little, where that is likely and another. */
function turnedWarnings({ network, description }: OpenedModel, pixels: Uint8Array): string[] {
  const answers = (digit: Uint8Array) =>
    answerOf(network.predict(digit), description.classes ?? [], undefined)
  const { predicted } = answers(pixels)
  const others = turnedDigits(pixels)
    .map(answers)
    .filter(({ outputs }) => outputs.some(({ value }) => value > LIKELY))
    .map((answer) => answer.predicted)
    .filter((other) => other !== predicted)
  if (others.length === 0) return []
  return [
    `turned a little it would be ${[...new Set(others)].join(' or ')}: write it upright, with a broad pen`,
  ]
}
