import { print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import { openTableFeatures } from '@antigrad/data'
import type { OpenedModel } from '../run/model-file.js'
import { tableFormOf } from '../run/table-form.js'
import { answerOf } from '../show/outputs.js'

/**
 * Predicts each row of a table, a line each: the class and its output, or the numbers.
 * @throws BadInput where the model is not that of a table, or the table not one of its kind; FileError
 */
export async function predictRows(model: OpenedModel, path: string, json: boolean): Promise<void> {
  const { network, file } = model
  const form = tableFormOf(model, file)
  if (!form) throw new BadInput(`${file}: expected the model of a table to predict ${path}, found another`)
  const z = network.predictBatch(await openTableFeatures(path, form))
  const outputs = network.architecture.sizes[network.architecture.sizes.length - 1]
  for (let row = 0; row * outputs < z.length; row++) {
    const answer = answerOf(z.subarray(row * outputs, (row + 1) * outputs), form.classes, form)
    if (json) print(JSON.stringify({ type: 'result', file: path, row: row + 1, ...answer }))
    else print(`${path}, row ${row + 1}: ${answer.predicted}`)
  }
}
