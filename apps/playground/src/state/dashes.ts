/** In Russian no line begins with a dash: the space before it is one at which no line ends. */
export function bindDashes(text: string): string {
  return text.replaceAll(' —', '\u00a0—')
}

const bound = new WeakMap<object, unknown>()

/** The same in all texts of an object, those that its functions return included. */
export function bindAll<T>(texts: T): T {
  // What comes out has the type of what went in: strings for strings, functions for functions.
  return bindAny(texts) as T
}

function bindAny(value: unknown): unknown {
  if (typeof value === 'string') return bindDashes(value)
  if (typeof value === 'function') return (...args: readonly unknown[]) => bindAny(value(...args))
  if (typeof value !== 'object' || value === null) return value
  const before = bound.get(value)
  if (before !== undefined) return before
  const all = Array.isArray(value)
    ? value.map(bindAny)
    : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, bindAny(one)]))
  bound.set(value, all)
  return all
}
