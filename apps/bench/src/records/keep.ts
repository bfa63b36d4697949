import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { note } from '@antigrad/command'
import { FileError } from '@antigrad/core'
import type { RecordHead } from './record.js'

/** Where records lie. */
export const RESULTS = fileURLToPath(new URL('../../../../bench/results/', import.meta.url))

/** Where the records of a machine lie: processor and cores, as a name of a folder. */
function machineFolder({ machine }: RecordHead, folder = RESULTS): string {
  const name = `${machine.processor} ${machine.cores} cores`
  return join(folder, name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'))
}

/**
 * Writes a record and its table side by side into bench/results, in the place of the last one of its kind on such a
 * machine: git has those before.
 */
export async function keepRecord(record: RecordHead, markdown: string, folder = RESULTS): Promise<void> {
  const path = join(machineFolder(record, folder), record.kind)
  await writeText(`${path}.json`, jsonOf(record))
  await writeText(`${path}.md`, markdown)
}

/** Writes a file whole, makes its folder, and says so. Throws FileError where the system refuses. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error
    throw new FileError(`${path}: cannot be written (${code})`)
  }
  note(`wrote ${path}`)
}

/** JSON that people can read: lists of numbers on one line, numbers with six digits. */
export function jsonOf(value: unknown): string {
  const short = (_: string, part: unknown): unknown =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(6)) : part
  // No string of JSON holds a line break, so only lists begin with a bracket and one.
  const lists = /\[\n([\d.,eE+\-\s]*)\]/g
  const text = JSON.stringify(value, short, 2)
  return `${text.replaceAll(lists, (_, items: string) => `[${items.trim().replaceAll(/,\s*/g, ', ')}]`)}\n`
}
