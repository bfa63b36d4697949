import { tableFormOf } from '@antigrad/data'
import type { SharedModel } from '@antigrad/formats'
import { weightsHashOf } from './fingerprint.js'
import type { OpenedModel } from './model-file.js'
import { pictureFormOf } from './picture-form.js'

/**
 * A model as other programs get it.
 * @throws BadInput where what it says of its inputs does not fit
 */
export function sharedModelOf(model: OpenedModel): SharedModel {
  const { network, description, file } = model
  const { classes, image } = description
  const table = tableFormOf(description, file)
  const pictures = pictureFormOf(model, file)
  const meaning = {
    ...(classes && classes.length > 0 && { classes }),
    ...(image && { image }),
    ...(table && { table }),
    ...(pictures && { pictures }),
    weightsHash: weightsHashOf(network),
  }
  return { network, meaning }
}
