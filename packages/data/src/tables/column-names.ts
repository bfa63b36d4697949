import { quoteSome } from '../refuse.js'

/** What pandas calls a column of row names that has no name. */
export const UNNAMED_INDEX = '__index_level_0__'

/** Names that stand for none: pandas calls a column so that has none, in Parquet the other way. */
const UNNAMED = /^(?:|Unnamed: \d+|__index_level_\d+__)$/

/**
 * Names of which one that comes again has a number: `a`, `a.1`, `a.2`. As they are where one of those is asked for, and
 * could be either.
 */
export function withDifferent(
  file: string,
  names: readonly string[],
  asked: readonly string[],
  notes: string[],
): readonly string[] {
  const taken = new Set(names)
  const seen = new Set<string>()
  const again = new Map<string, string>()
  const different = names.map((name) => {
    let other = name
    for (let count = 1; seen.has(other) || (other !== name && taken.has(other)); count++) {
      other = `${name}.${count}`
    }
    seen.add(other)
    if (other !== name) again.set(other, name)
    return other
  })
  if ([...again].some(([other, name]) => asked.includes(name) && !asked.includes(other))) return names
  if (again.size > 0) {
    const some = quoteSome([...again.keys()], 4)
    notes.push(
      `${file}: names that come again are taken for ${some} (--no-header where the first row holds values)`,
    )
  }
  return different
}

/** The places of columns that were given no name. */
export function unnamedOf(given: readonly string[]): ReadonlySet<number> {
  return new Set([...given.keys()].filter((index) => UNNAMED.test(given[index])))
}
