/** A table as it is shown: on a terminal, in Markdown or on a page. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Columns of text, flush left; those of figures are flush right. */
  readonly text: number
}

/** The lines of a table on a terminal. */
export function tableLines({ title, columns, rows, text }: Table): string[] {
  const widths = columns.map((column, c) => Math.max(column.length, ...rows.map((row) => row[c].length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, c) => (c < text ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
      .join('  ')
      .trimEnd()
  return [title, line(columns), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)]
}

/** The same in Markdown. */
export function tableMarkdown({ title, columns, rows, text }: Table): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const rule = columns.map((_, c) => (c < text ? ':--' : '--:'))
  return `### ${title}\n\n${[line(columns), line(rule), ...rows.map(line)].join('\n')}\n`
}
