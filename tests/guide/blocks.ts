/** A block of code of a page. */
export interface Block {
  readonly language: string
  /** The file that a reader makes of it; empty for a block that is none. */
  readonly name: string
  readonly code: string
}

/** The fenced blocks of a page in Markdown that say their language, in their order. */
export function blocksOf(markdown: string): Block[] {
  const blocks = markdown.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)
  return [...blocks].map(([, language, name = '', code]) => ({ language, name, code }))
}
