/** A term and what it means. */
export type Term = readonly [term: string, meaning: string]
