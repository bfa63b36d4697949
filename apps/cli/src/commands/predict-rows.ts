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
  const several = areLabels(network.architecture.head, form)
  const named: unknown[] = []
  let [before, wrong] = [0, 0]
  try {
    for await (const { count, features, errors } of openTableRows(path, form)) {
      const z = network.predictBatch(features)
      const outputs = z.length / count
      for (let row = 0; row < count; row++) {
        const place = before + row + 1
        const error = errors.get(row)
        if (error !== undefined) {
          if (!(error instanceof BadInput)) throw error
          process.exitCode ||= exitCodeOf(error)
          if (wrong++ < MOST_NAMED) named.push(error)
          if (json) print(JSON.stringify({ type: 'error', file: path, row: place, message: error.message }))
          continue
        }
        const answer = answerOf(z.subarray(row * outputs, (row + 1) * outputs), form.classes, form, several)
        if (json) print(JSON.stringify({ type: 'result', file: path, row: place, ...answer }))
        else print(shown(`${path}, row ${place}: ${answer.predicted}`))
      }
      before += count
    }
  } finally {
    for (const error of named) process.stderr.write(explain(error, false))
    if (wrong > MOST_NAMED) {
      const found = `${wrong} of ${before} rows have no answer, the first ${MOST_NAMED} are named`
      note(shown(`error: ${path}: ${found}`))
    }
  }
}
