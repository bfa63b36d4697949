import type { RecordHead } from '../records/record.js'
import { type Table, tableMarkdown } from './table.js'

/** A record as Markdown: where it was made, with which command, and its tables. */
export function recordMarkdown(
  title: string,
  head: RecordHead,
  tables: readonly Table[],
  notes: readonly string[],
): string {
  return `${[`## ${title}`, `\`${head.command}\` · ${aboutRecord(head)}`, ...tables.map(tableMarkdown), ...notes].join('\n\n')}\n`.replaceAll(
    /\n{3,}/g,
    '\n\n',
  )
}

/** Date, processor, cores, node and commit in one line. */
export function aboutRecord({ date, commit, machine }: RecordHead): string {
  const { processor, cores, system, node } = machine
  return `${date.slice(0, 16).replace('T', ' ')} UTC · ${processor}, ${cores} cores · ${system}, node ${node} · commit ${commit}`
}
