import { join } from 'node:path'
import { fieldsOf, type Json } from '@antigrad/core/internal'
import { RUN_FILES, readLog } from '@antigrad/store'

/** What a run came to, as the end of its log says. */
export type Outcome =
  | { readonly state: 'finished'; readonly result: Fields }
  | { readonly state: 'diverged'; readonly reason: string }
  | { readonly state: 'paused'; readonly epoch: number }
  | { readonly state: 'unfinished' }

type Fields = { readonly [key: string]: Json | undefined }

/**
 * What the run in a folder came to.
 * @throws BadInput where its log is damaged, FileError
 */
export async function outcomeOf(folder: string): Promise<Outcome> {
  const log = await readLog(join(folder, RUN_FILES.log))
  const last = fieldsOf(log[log.length - 1])
  if (last.type === 'result') return { state: 'finished', result: last }
  if (last.type === 'pause') return { state: 'paused', epoch: Number(last.epoch) }
  const { error } = last
  if (last.type === 'end' && typeof error === 'string' && error.startsWith('Diverged: ')) {
    return { state: 'diverged', reason: error.slice('Diverged: '.length) }
  }
  return { state: 'unfinished' }
}
