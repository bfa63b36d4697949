/** Writes a line of results. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Writes a line about what is going on. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`)
}
