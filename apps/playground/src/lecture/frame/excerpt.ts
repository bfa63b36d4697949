/** A file of the repository, as it was when the page was built. */
export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string
  readonly text: string
  /** The functions of it that do the step: their lines are marked. */
  readonly functions: readonly string[]
  /** What each name in the code is called in the formulas. */
  readonly symbols: Readonly<Record<string, string>>
}

/** A piece of a line: a name that stands for a symbol, a comment, or anything else. */
export interface Piece {
  readonly text: string
  readonly symbol?: string
  readonly comment?: true
}

export interface Line {
  readonly marked: boolean
  readonly pieces: readonly Piece[]
}

/**
 * The lines of a source, those of the functions named marked.
 * @throws RangeError for a function that is not there: the page shows code that was renamed meanwhile
 */
export function linesOf({ path, text, functions, symbols }: SourceFile): Line[] {
  const lines = text.trimEnd().split('\n')
  const marked = new Set<number>()
  for (const name of functions) {
    const first = lines.findIndex((line) =>
      new RegExp(`^\\s*(export |readonly |function |const |class )*${name}\\b.*[({=]`).test(line),
    )
    if (first < 0) throw new RangeError(`${path} has no function ${name}`)
    const indent = /^\s*/.exec(lines[first])?.[0] ?? ''
    const end = lines.findIndex((line, n) => n >= first && new RegExp(`^${indent}}[,;)]*$`).test(line))
    for (let n = first; n <= Math.max(first, end); n++) marked.add(n)
  }
  let comment = false
  return lines.map((line, n) => {
    if (/^\s*\/\*/.test(line)) comment = true
    const pieces: Piece[] = comment ? [{ text: line, comment: true }] : piecesOf(line, symbols)
    if (/\*\/\s*$/.test(line)) comment = false
    return { marked: marked.has(n), pieces }
  })
}

function piecesOf(line: string, symbols: Readonly<Record<string, string>>): Piece[] {
  const at = line.indexOf('//')
  const [code, rest] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at)]
  const pieces: Piece[] = code
    .split(/(?<![\p{L}\p{N}_.'])([\p{L}_][\p{L}\p{N}_]*)/u)
    .filter((text) => text !== '')
    .map((text) => (Object.hasOwn(symbols, text) ? { text, symbol: symbols[text] } : { text }))
  return rest ? [...pieces, { text: rest, comment: true }] : pieces
}
