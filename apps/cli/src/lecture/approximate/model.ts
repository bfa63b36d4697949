import { writeModel } from '@antigrad/core'
import type { approximation } from '@antigrad/core/lecture'
import type { TableForm } from '@antigrad/data'
import { weightsHashOf } from '../../run/fingerprint.js'
import { toJson } from '../../run/json.js'
import type { Problem } from './problem.js'

/** A network that follows a function, as a model of a table whose columns are the arguments: what `predict` asks. */
export function modelOf(
  { arguments: args, value, title }: Problem,
  { network, scaling }: approximation.Approximation,
): Uint8Array {
  const table: TableForm = {
    features: args.map(({ name, number }) => ({ name, categories: [], ...(number && { number }) })),
    label: [value.name],
    task: 'regress',
    classes: [],
    scaling,
    ...(value.number && { labelNumbers: [value.number] }),
  }
  return writeModel(network, {
    classes: [],
    table: toJson(table),
    approximates: title,
    weightsHash: weightsHashOf(network),
  })
}
