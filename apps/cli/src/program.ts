/** What one types before the name of a command, wherever it is printed: it can be copied as it stands. */
let typed = 'antigrad'

/** How this program is called: `pnpm antigrad` in its workspace, `npx antigrad` where it is installed. */
export function programName(): string {
  return typed
}

/** To be called once, before anything is printed. */
export function setProgramName(name: string): void {
  typed = name
}

/** A text with examples, `$ antigrad …`, as they are typed here. */
export function asTyped(text: string): string {
  return text.replaceAll('$ antigrad ', `$ ${typed} `)
}
