import { BadInput, type ModelFault } from '@antigrad/core'
import type { Texts } from '../state/language.js'

/** What went wrong, such that the page can say it in its language. */
export interface Trouble {
  /** Of the error. */
  readonly name: string
  /** What it says, in English. */
  readonly message: string
  /** The file that it is about. */
  readonly file?: string
  /** What is wrong with a model file. */
  readonly fault?: ModelFault
  /** What to say where neither the name nor the fault decides it. */
  readonly said?: Texts<string>
}

export function troubleOf(error: unknown): Trouble {
  const { name, message } = error instanceof Error ? error : new Error(String(error))
  const fault = error instanceof BadInput ? error.fault : undefined
  return { name, message, ...(fault && { fault }) }
}

/** What a worker that could not start, or that failed outside of what it was asked, says. */
export function troubleOfWorker({ message }: ErrorEvent): Trouble {
  return { name: 'WorkerLost', message: message || 'worker' }
}
