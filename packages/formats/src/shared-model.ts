import type { ModelDescription, Network } from '@antigrad/core'
import type { PictureForm, TableForm } from '@antigrad/data/forms'

/** What a model's inputs and outputs stand for: what goes along with it to other programs. */
export interface Meaning extends Pick<ModelDescription, 'classes' | 'image' | 'weightsHash'> {
  /** Of the model of a table: how its cells become inputs. */
  readonly table?: TableForm
  /** Of the model of a folder of pictures: how they become inputs. */
  readonly pictures?: PictureForm
}

/** A network with its meaning. How it was trained, and on which files, stays at home. */
export interface SharedModel {
  readonly network: Network
  readonly meaning: Meaning
}

/** The metadata key under which a file of another format keeps the description of a model, as `readModel` takes it. */
export const DESCRIPTION = 'antigrad'

/** The description of a model as JSON. */
export function descriptionOf({ network, meaning }: SharedModel): string {
  const { sizes, activations, head } = network.architecture
  return JSON.stringify({ version: 1, sizes, activations, head, ...meaning })
}
