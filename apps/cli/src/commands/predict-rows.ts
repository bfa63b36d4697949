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
  const unanswered = new Unanswered()
  let before = 0
  try {
    for await (const { count, features, errors } of openTableRows(path, form)) {
      const z = network.predictBatch(features)
      const outputs = z.length / count
      for (let row = 0; row < count; row++) {
        const where = { file: path, row: before + row + 1 }
        const error = errors.get(row)
        if (error === undefined) {
          const own = z.subarray(row * outputs, (row + 1) * outputs)
          const answer = answerOf(own, form.classes, form, several)
          if (json) print(JSON.stringify({ type: 'result', ...where, ...answer }))
          else print(shown(`${path}, row ${where.row}: ${answer.predicted}`))
        } else {
          const { message } = unanswered.take(error)
          if (json) print(JSON.stringify({ type: 'error', ...where, message }))
        }
      }
      before += count
    }
  } finally {
    unanswered.tell(path, before)
  }
}

/** The rows of a table that cannot be answered. */
class Unanswered {
  readonly #named: BadInput[] = []
  #count = 0

  /** Takes why a row cannot be answered. Throws what is no fault of the row. */
  take(error: unknown): BadInput {
    if (!(error instanceof BadInput)) throw error
    process.exitCode ||= exitCodeOf(error)
    if (this.#count++ < MOST_NAMED) this.#named.push(error)
    return error
  }

  /** Says why, of the first, and how many there are among so many rows. */
  tell(path: string, rows: number): void {
    for (const error of this.#named) process.stderr.write(explain(error, false))
    if (this.#count > MOST_NAMED) {
      const found = `${this.#count} of ${rows} rows have no answer, the first ${MOST_NAMED} are named`
      note(shown(`error: ${path}: ${found}`))
    }
  }
}
