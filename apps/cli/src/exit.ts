import { exitCodeOf as codeOf, explain as explained, inOneLine } from '@antigrad/command'

/** Signals that stop a run after a checkpoint, and the exit code of each: 128 + its number. */
export const STOP_SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
export type StopSignal = keyof typeof STOP_SIGNALS

/** The signal of an exit code. */
export function signalOf(code: number): StopSignal | undefined {
  return (Object.keys(STOP_SIGNALS) as StopSignal[]).find((signal) => STOP_SIGNALS[signal] === code)
}

/** The run was stopped by a signal, after a checkpoint. The message says how to go on. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly signal: StopSignal

  constructor(signal: StopSignal, message: string) {
    super(message)
    this.signal = signal
  }
}

/** A job of several processes failed, on a rank that the message names where it is not this one. */
export class RankFailed extends Error {
  override readonly name = 'RankFailed'
  readonly code: number

  /**
   * @param code the exit code of all ranks
   * @param message empty where another rank says it
   * @param cause what was thrown on this rank
   */
  constructor(code: number, message = '', cause?: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The exit code for whatever was thrown. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof RankFailed) return error.code
  return error instanceof Stopped ? STOP_SIGNALS[error.signal] : codeOf(error)
}

/** What to say about whatever was thrown: one line, with the stack for a bug of ours or where `debug` asks for it. */
export function explain(error: unknown, debug: boolean): string {
  if (error instanceof RankFailed) {
    if (error.cause !== undefined) return explain(error.cause, debug)
    return error.message === '' ? '' : `${inOneLine(`error: ${error.message}`)}\n`
  }
  if (!(error instanceof Stopped)) return explained(error, 'antigrad', debug)
  return `${inOneLine(error.message)}\n${debug ? `${error.stack}\n` : ''}`
}
