import { UsageError } from '@antigrad/core'
import { chosenEpochs } from '../hyperparameters/epochs.js'
import { withDefaults } from '../hyperparameters/flags.js'
import { chosenLoss } from '../hyperparameters/loss.js'
import type { Opening } from '../ranks/opening.js'
import { shown } from '../show/format.js'
import { askedWith, checkFrozen } from './asked-with-model.js'
import { checkMetric } from './check-metric.js'
import { checkSize } from './checkpoint-size.js'
import type { Asked, Settled } from './config.js'
import { openRunData } from './data.js'
import type { RunData } from './run-data.js'
import { checkExamples, openStartingModel, type StartingModel, startingNotes } from './starting-model.js'
import { trainingOptions } from './training-options.js'

/** All that is asked of a new run, and the model that it begins with, if any. */
export interface WantedRun {
  readonly asked: Asked
  readonly model?: StartingModel
}

/**
 * What is asked of a new run: what is stated, else what the model has that it begins with, else the defaults.
 * @throws UsageError where the model has something else than is stated; BadInput; FileError
 */
export async function wantedRun(stated: Partial<Asked>): Promise<WantedRun> {
  const { from, freeze } = stated
  if (from === undefined) {
    if (freeze) throw new UsageError('--freeze: expected with --from, whose layers keep their weights')
    return { asked: withDefaults(stated) }
  }
  const model = await openStartingModel(from, stated)
  if (freeze) checkFrozen(model, freeze)
  return { asked: withDefaults(askedWith(stated, model)), model }
}

/** A run that is asked for, its data open, and all that can be said before it begins checked. */
export interface PreparedRun extends WantedRun {
  readonly asked: Asked & Settled
  readonly data: RunData
}

/**
 * Opens the data of a run, and checks what is asked of it.
 * @param tell takes lines about what was decided of the data
 * @param opening of a job, whose ranks all prepare the run
 * @throws UsageError where its metric does not fit, or its checkpoints would be too large; BadInput; FileError
 */
export async function prepareRun(
  wanted: WantedRun,
  tell: (line: string) => void,
  opening?: Opening,
): Promise<PreparedRun> {
  const { asked, model } = wanted
  const note = (line: string): void => tell(`note: ${shown(line)}`)
  const data = await openRunData(
    { ...asked, cycles: true },
    {
      note,
      ...(model && { forms: model }),
      ...(opening && { opening }),
    },
  )
  const prepared = { ...wanted, asked: checkRun(wanted, data), data }
  if (model) for (const line of startingNotes(model, prepared.asked, data)) note(line)
  return prepared
}

/**
 * Checks what is asked of a run on these data.
 * @throws UsageError where something does not go together, its metric does not fit, or its checkpoints would be too large;
 * BadInput where the model that it begins with is of another shape
 */
export function checkRun({ asked: stated, model }: WantedRun, data: RunData): Asked & Settled {
  const asked = settle(stated, data)
  if (model) checkExamples(model, data)
  checkMetric(asked, data)
  checkSize(asked, data)
  trainingOptions(asked, data.dataset.train.labels !== undefined)
  return asked
}

/** What is asked of a run, with what was left to its data. */
export function settle<Stated extends Asked>(stated: Stated, { dataset, form }: RunData): Stated & Settled {
  const { train } = dataset
  return {
    ...stated,
    loss: chosenLoss(stated.loss, train.labels !== undefined),
    epochs: chosenEpochs(stated.epochs, train.count, stated.batchSize),
    ...(form?.features.some(({ cycles }) => cycles) && { cycles: true as const }),
  }
}
