/** `@antigrad/command`: what the commands share: exit codes, and output to a reader that may be gone. */
export { EXIT, exitCodeOf, explain, inOneLine } from './exit.js'
export { isReaderGone, note, outliveReaders, print, silence } from './output.js'
