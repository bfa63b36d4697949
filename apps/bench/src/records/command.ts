/** Flags that say where results go, and whether a value follows; they change nothing in a record. */
const PLACES: ReadonlyMap<string, boolean> = new Map([
  ['--json', true],
  ['--html', true],
  ['--record', false],
  ['--no-install', false],
])

/**
 * The command that makes such a record again: what was typed, without where its results went.
 * @param args behind the program's name
 */
export function commandGiven(args: readonly string[]): string {
  const kept: string[] = []
  for (let n = 0; n < args.length; n++) {
    const takesValue = PLACES.get(args[n].replace(/=.*$/s, ''))
    if (takesValue === undefined) kept.push(/^[\w@%+=:,./-]+$/.test(args[n]) ? args[n] : `'${args[n]}'`)
    else if (takesValue && !args[n].includes('=')) n++
  }
  const [command, ...flags] = kept
  return command === 'peers' ? ['pnpm bench:peers', ...flags].join(' ') : ['pnpm bench', ...kept].join(' ')
}
