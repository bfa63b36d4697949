/**
 * What a process writes to stderr after a run that ended well, when it waits for the next: all that the run has said comes
 * before it. Nothing that is said of a run holds its first character.
 */
export const DONE = '\0done\n'
