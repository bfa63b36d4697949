/** Characters that a text takes on a terminal: combining marks take none. */
export function widthOf(text: string): number {
  return [...text.normalize('NFC')].filter((character) => !/\p{M}/u.test(character)).length
}

/** Text with blanks before it. */
export function right(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text
}

/** Text with blanks after it. */
export function left(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/**
 * Rows of cells as lines, each column as wide as its widest cell, two blanks between.
 * @param sides of each column, where its cells stand
 */
export function aligned(
  rows: readonly (readonly string[])[],
  sides: readonly ('left' | 'right')[],
): string[] {
  const widths = sides.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, column) => (sides[column] === 'left' ? left : right)(cell, widths[column]))
      .join('  ')
      .trimEnd(),
  )
}
