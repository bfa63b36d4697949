import { UsageError } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { entries, flagOf, valueIn } from '../hyperparameters/table.js'
import type { Asked, RunConfig } from './config.js'
import { checkKind } from './data.js'
import { endsWithRun } from './schedule.js'

/**
 * What was asked of a run when it was begun, with what is asked anew: more epochs, another number of threads.
 * The data may lie elsewhere now; they are judged by their fingerprint.
 * @param path of the run, for messages
 * @param position where it stands; absent for one that has no checkpoint
 * @throws UsageError where the new contradicts the old
 */
export function reconcile(
  path: string,
  recorded: RunConfig,
  asked: Partial<Asked>,
  position: Position | undefined,
): Asked & Pick<RunConfig, 'version' | 'fingerprint' | 'arithmetic' | 'epochs'> {
  const { epochs, ...others } = asked
  const again: Partial<Asked> = epochs === undefined || epochs === 'auto' ? others : { ...others, epochs }
  refuseChanges(path, recorded, again)
  if (endsWithRun(recorded.schedule) && again.epochs !== undefined && again.epochs !== recorded.epochs) {
    throw new UsageError(
      `--epochs ${again.epochs}: ${path} was begun with --epochs ${recorded.epochs}, which cannot change, for --schedule ${recorded.schedule} ends with them`,
    )
  }
  const { table, epochs: _, ...rest } = again
  const { autoThreads, ...before } = recorded
  const more = epochs === undefined || epochs === 'auto' ? {} : { epochs }
  const config = { ...before, ...(autoThreads && { threads: 'auto' as const }), ...rest, ...more }
  checkKind(path, recorded.data, config.data)
  // An epoch that is half done belongs to no number of epochs below its own.
  const begun = position ? position.epoch - (position.done > 0 ? 0 : 1) : 0
  if (config.epochs >= begun) return config
  throw new UsageError(
    `--epochs ${config.epochs}: expected ${begun} or more, for ${path} has begun epoch ${begun}`,
  )
}

/** @throws UsageError where a hyperparameter is asked to change that stays what the run was begun with */
function refuseChanges(path: string, recorded: RunConfig, again: Partial<Asked>): void {
  for (const [key, entry] of entries()) {
    const { resume, decides, values } = entry
    if (resume === 'free' || decides?.(recorded) === false) continue
    const [before, now] = [recorded, again].map((config) => {
      const value = valueIn(config, key, entry)
      return value === undefined ? undefined : values.write(value)
    })
    if (now === undefined || now === before) continue
    const flag = flagOf(entry)
    const was = before === undefined ? `without ${flag}` : `with ${flag} ${before}`
    throw new UsageError(`${flag} ${now}: ${path} was begun ${was}, which cannot change`)
  }
}
