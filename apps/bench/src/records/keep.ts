import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { FileError } from '@antigrad/core'
import { note } from '../output.js'
import type { RecordHead } from './record.js'

/** Where records lie. */
export const RESULTS = fileURLToPath(new URL('../../../../bench/results/', import.meta.url))

/**
 * Writes a record and its table side by side into bench/results, under its date and kind; a second one of
 * a day gets a number.
 */
export async function keepRecord(record: RecordHead, markdown: string, folder = RESULTS): Promise<void> {
  const day = record.date.slice(0, 10)
  let name = `${day}-${record.kind}`
  for (let n = 2; existsSync(join(folder, `${name}.json`)); n++) name = `${day}-${n}-${record.kind}`
  await writeText(join(folder, `${name}.json`), jsonOf(record))
  await writeText(join(folder, `${name}.md`), markdown)
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
