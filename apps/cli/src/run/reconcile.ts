import { UsageError } from '@antigrad/core'
import type { Position } from '@antigrad/parallel'
import { isExact } from '@antigrad/parallel/settings'
import type { Asked, RunConfig } from './config.js'
import { checkKind } from './data.js'

/** What a run was begun with stays as it is; each with the flag that states it. */
const FIXED: readonly (readonly [flag: string, of: (asked: Partial<Asked>) => unknown])[] = [
  ['--label', ({ table }) => table?.label],
  ['--features', ({ table }) => table?.features],
  ['--categories', ({ table }) => table?.categories],
  ['--task', ({ table }) => table?.task],
  ['--val-split', ({ valSplit }) => valSplit],
  ['--patience', ({ patience }) => patience],
  ['--hidden', ({ hidden }) => hidden && (hidden.length > 0 ? hidden : 'none')],
  ['--batch-size', ({ batchSize }) => batchSize],
  ['--lr', ({ learningRate }) => learningRate],
  ['--seed', ({ seed }) => seed],
  ['--strategy', ({ strategy }) => strategy],
]

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
): Asked & Pick<RunConfig, 'version' | 'fingerprint' | 'arithmetic'> {
  const { threads, ...others } = asked
  // Where the bits repeat for the same number of threads alone, to leave it open is to leave it as it was.
  const exact = isExact(recorded.strategy)
  const again: Partial<Asked> = !exact && threads === 'auto' ? others : asked
  const fixed: typeof FIXED = exact ? FIXED : [...FIXED, ['--threads', (config) => config.threads]]
  for (const [flag, of] of fixed) {
    const [before, now] = [of(recorded), of(again)]
    if (now === undefined || String(now) === String(before)) continue
    const was = before === undefined ? `without ${flag}` : `with ${flag} ${before}`
    throw new UsageError(`${flag} ${now}: ${path} was begun ${was}, which cannot change`)
  }
  const { table, ...rest } = again
  const { autoThreads, ...before } = recorded
  const config = { ...before, ...(autoThreads && { threads: 'auto' as const }), ...rest }
  checkKind(path, recorded.data, config.data)
  // An epoch that is half done belongs to no number of epochs below its own.
  const begun = position ? position.epoch - (position.done > 0 ? 0 : 1) : 0
  if (config.epochs >= begun) return config
  throw new UsageError(
    `--epochs ${config.epochs}: expected ${begun} or more, for ${path} has begun epoch ${begun}`,
  )
}
