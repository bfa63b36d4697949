/** What went wrong: the name of core's error, and what it says, in English. */
export interface Trouble {
  readonly name: string
  readonly message: string
}

export function troubleOf(error: unknown): Trouble {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  return { name, message }
}
