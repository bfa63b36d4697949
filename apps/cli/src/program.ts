/** What one types before the name of a command, wherever it is printed: it can be copied as it stands. */
let typed = 'antigrad'
let ownVersion = ''

/** How this program is called: `pnpm antigrad` in its workspace, `npx antigrad` where it is installed. */
export function programName(): string {
  return typed
}

/** The version of this program; empty in a process that a program of the same version has started. */
export function programVersion(): string {
  return ownVersion
}

/** To be called once, before anything is printed. */
export function setProgram(name: string, version: string): void {
  typed = name
  ownVersion = version
}

/** A text with examples, `$ antigrad …`, as they are typed here. */
export function asTyped(text: string): string {
  return text.replaceAll('$ antigrad ', `$ ${typed} `)
}
