import { note, print } from '@antigrad/command'
import { BadInput } from '@antigrad/core'
import { openTableRows, tableFormOf } from '@antigrad/data'
import { exitCodeOf, explain } from '../exit.js'
import { areLabels } from '../run/labels.js'
import type { OpenedModel } from '../run/model-file.js'
import { shown } from '../show/format.js'
import { answerOf } from '../show/outputs.js'

/** Rows that cannot be answered that are named; of more only their number is. */
const MOST_NAMED = 20

/**
 * Predicts each row of a table, a line each: the class and its output, or the numbers. Of a row that cannot be
 * answered it says why, and sets the exit code.
 * @throws BadInput where the model is not that of a table, or the table not one of its kind; FileError
 */
export async function predictRows(model: OpenedModel, path: string, json: boolean): Promise<void> {
  const { network, file } = model
  const form = tableFormOf(model.description, file)
  if (!form) throw new BadInput(`${file}: expected the model of a table to predict ${path}, found another`)
  const { count, features, errors } = await openTableRows(path, form)
  const z = network.predictBatch(features)
  const several = areLabels(network.architecture.head, form)
  const outputs = z.length / count
  for (let row = 0; row < count; row++) {
    const error = errors.get(row)
    if (error !== undefined) {
      if (!(error instanceof BadInput)) throw error
      process.exitCode ||= exitCodeOf(error)
      if (json) print(JSON.stringify({ type: 'error', file: path, row: row + 1, message: error.message }))
      continue
    }
    const answer = answerOf(z.subarray(row * outputs, (row + 1) * outputs), form.classes, form, several)
    if (json) print(JSON.stringify({ type: 'result', file: path, row: row + 1, ...answer }))
    else print(shown(`${path}, row ${row + 1}: ${answer.predicted}`))
  }
  tellErrors([...errors.values()], path, count)
}

function tellErrors(errors: readonly unknown[], path: string, count: number): void {
  for (const error of errors.slice(0, MOST_NAMED)) process.stderr.write(explain(error, false))
  if (errors.length > MOST_NAMED) {
    note(
      shown(
        `error: ${path}: ${errors.length} of ${count} rows have no answer, the first ${MOST_NAMED} are named`,
      ),
    )
  }
}
