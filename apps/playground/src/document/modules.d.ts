declare module '*.md?page' {
  /** The text as HTML, its formulas set. */
  export const html: string
}

declare module '*.md?sections' {
  /** Titles of the sections by their numbers. */
  export const titles: Readonly<Record<number, string>>
}
