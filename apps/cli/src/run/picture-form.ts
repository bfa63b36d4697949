import { BadInput, type Model } from '@antigrad/core'
import { fieldsOf, shownJson } from '@antigrad/core/internal'
import type { PictureForm } from '@antigrad/data'

/**
 * Reads from a model's description how pictures become its inputs.
 * @returns undefined where the model is not that of a folder of pictures
 * @throws BadInput where it is not such a form, or not that of the network's shape
 */
export function pictureFormOf({ description, network }: Model, file: string): PictureForm | undefined {
  const json = description.pictures
  if (json === undefined) return undefined
  const { width, height, channels } = fieldsOf(json)
  const [inputs] = network.architecture.sizes
  const isForm =
    isCount(width) &&
    isCount(height) &&
    (channels === 1 || channels === 3) &&
    width * height * channels === inputs
  if (isForm) return { width, height, channels }
  const expected = `a width, a height and 1 or 3 channels of ${inputs} inputs`
  throw new BadInput(`${file}: metadata antigrad.pictures: expected ${expected}, found ${shownJson(json)}`)
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}
