/** What was kept under this name in an earlier visit; undefined where the browser keeps nothing. */
export function kept(name: string): string | undefined {
  try {
    return localStorage.getItem(`antigrad.${name}`) ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a word for the next visit, where the browser lets us. */
export function keep(name: string, word: string): void {
  try {
    localStorage.setItem(`antigrad.${name}`, word)
  } catch {
    // A browser that forbids it forgets: nothing else depends on it.
  }
}
