import { note, print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import { openImage, prepareDigit, turnedDigits } from '@antigrad/data'
import { paintFor } from '../output.js'
import type { OpenedModel } from '../run/model-file.js'
import { imageLines } from '../show/digit.js'
import { shown } from '../show/format.js'
import { answerLines, answerOf } from '../show/outputs.js'

/** The form of MNIST. */
const SHAPE = { width: 28, height: 28 }

/** Another answer, where the digit is turned a little, makes the first doubtful from this output up. */
const LIKELY = 0.5

/**
 * Predicts the digit in a picture, PNG or JPEG, and shows it as the network sees it; warns on stderr, and in JSON, of
 * what makes the answer doubtful.
 * @throws BadInput where the model is not one of such images, the file is no picture, or nothing is drawn in
 * it; FileError
 */
export async function predictImage(model: OpenedModel, path: string, json: boolean): Promise<void> {
  const { network, description, file } = model
  const { classes = [], image = SHAPE } = description
  const inputs = network.architecture.sizes[0]
  if (inputs !== SHAPE.width * SHAPE.height || image.width !== SHAPE.width || description.table) {
    throw new BadInput(`${file}: expected a model of images of 28 × 28 to predict ${path}, found another`)
  }
  const { pixels, warnings: seen } = prepareDigit(await openImage(path))
  if (!pixels.some((value) => value > 0)) throw new BadInput(`${path}: expected a digit, found nothing drawn`)
  const answer = answerOf(network.predict(pixels), classes, undefined)
  const others = turnedDigits(pixels)
    .map((turned) => answerOf(network.predict(turned), classes, undefined))
    .filter(({ outputs }) => outputs.some(({ value }) => value > LIKELY))
    .map(({ predicted }) => predicted)
    .filter((other) => other !== answer.predicted)
  const unsure =
    others.length > 0
      ? [
          `turned a little it would be ${[...new Set(others)].join(' or ')}: write it upright, with a broad pen`,
        ]
      : []
  const warnings = [...seen, ...unsure]
  for (const warning of warnings) note(`warning: ${path}: ${warning}`)
  if (json) {
    print(JSON.stringify({ type: 'result', file: path, ...answer, ...(warnings.length > 0 && { warnings }) }))
    return
  }
  for (const line of imageLines(pixels, SHAPE, process.stdout)) print(line)
  for (const line of answerLines(answer, paintFor(process.stdout))) print(line)
  print(shown(`${path}: ${answer.predicted}`).replace(/^/, '\n'))
}
