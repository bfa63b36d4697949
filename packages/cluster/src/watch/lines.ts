import type { Socket } from 'node:net'

/**
 * Takes the lines of text that come over a connection, until it is closed.
 * @param longest characters of the longest line: who sends more without an end is no rank
 * @param take called with each line, and with undefined when the connection has ended
 */
export function takeLines(socket: Socket, longest: number, take: (line: string | undefined) => void): void {
  let rest = ''
  socket.setEncoding('utf8').setNoDelay(true)
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longest) socket.destroy()
    for (const line of lines) take(line)
  })
  // `close` follows.
  socket.on('error', () => {})
  socket.on('close', () => take(undefined))
}
