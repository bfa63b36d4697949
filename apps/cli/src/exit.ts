import { EXIT, exitCodeOf as exitCodeOfOurs } from '@antigrad/core/internal'
import { CommanderError } from 'commander'

/** Signals that stop a run after a checkpoint, and the exit code of each: 128 + its number. */
export const STOP_SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
export type StopSignal = keyof typeof STOP_SIGNALS

/** The run was stopped by a signal, after a checkpoint. The message says how to go on. */
export class Stopped extends Error {
  override readonly name = 'Stopped'
  readonly signal: StopSignal

  constructor(signal: StopSignal, message: string) {
    super(message)
    this.signal = signal
  }
}

/** The exit code for whatever was thrown. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof Stopped) return STOP_SIGNALS[error.signal]
  // Help and version come this way too, with code 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
  return exitCodeOfOurs(error)
}

/**
 * What to say about whatever was thrown: one line, ending in a newline; with the stack for a bug of ours,
 * or where `debug` asks for it. Empty where commander has said it already.
 */
export function explain(error: unknown, debug: boolean): string {
  if (error instanceof CommanderError) return ''
  const message = error instanceof Error ? error.message : String(error)
  const stack = error instanceof Error && error.stack ? `${error.stack}\n` : ''
  if (exitCodeOf(error) === EXIT.bug)
    return `error: a bug of antigrad, please report it: ${message}\n${stack}`
  const line = error instanceof Stopped ? message : `error: ${message}`
  // Names of files and folders may hold anything: still one line, and nothing that a terminal would obey.
  return `${line.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')}\n${debug ? stack : ''}`
}
