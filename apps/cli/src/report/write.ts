import { join } from 'node:path'
import { fieldsOf, type Json } from '@antigrad/core/internal'
import { RUN_FILES, readWhole } from '@antigrad/store'
import type { RunStorage } from '../ranks/follower-folder.js'
import { decodeState } from '../run/restore.js'
import type { RunData } from '../run/run-data.js'
import type { ReportFacts } from './facts.js'
import { gatherFacts } from './gather.js'
import { renderReport } from './render.js'

/**
 * Writes the report of a run that has ended into its folder, from the model and the log there.
 * @param data the run's examples
 * @returns its file
 * @throws FileError
 */
export async function writeReport(folder: RunStorage, data: RunData): Promise<string> {
  const model = join(folder.path, RUN_FILES.model)
  const saved = decodeState(await readWhole(model), model)
  const facts = gatherFacts(saved, data, effortOf(await folder.readLog()))
  await folder.saveReport(Buffer.from(renderReport(facts)))
  return join(folder.path, RUN_FILES.report)
}

/** What training took, as the log's last line says; nothing where the run was resumed: it would be a part only. */
function effortOf(log: readonly Json[]): ReportFacts['effort'] {
  const lines = log.map(fieldsOf)
  const { type, seconds, threads, examplesPerSecond } = lines[lines.length - 1] ?? {}
  const starts = lines.filter((line) => line.type === 'start').length
  const whole = type === 'result' && starts === 1
  if (!whole || ![seconds, threads, examplesPerSecond].every((value) => typeof value === 'number'))
    return undefined
  return { seconds: Number(seconds), threads: Number(threads), examplesPerSecond: Number(examplesPerSecond) }
}
