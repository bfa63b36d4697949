import { type ChildProcess, spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { programName } from '../program.js'
import { DONE } from './done.js'
import type { Exit } from './launcher.js'

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url))

/** Characters of what a process says that are kept: the last ones tell why it ended. */
const MOST_SAID = 64 * 1024

/**
 * A process on this machine that trains runs, one after the other: half the time of a short run is the start of a process. It
 * ends, with a checkpoint, where the one that started it is gone (child.ts).
 */
export class RunProcess {
  readonly #child: ChildProcess
  #said = ''
  #end: (exit: Exit) => void = () => {}
  #fail: (error: Error) => void = () => {}

  constructor() {
    this.#child = spawn(process.execPath, [...process.execArgv, CHILD, programName()], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-MOST_SAID)
      if (this.#said.endsWith(DONE)) this.#end({ code: 0, signal: null, lines: this.#lines() })
    })
    this.#child.on('error', (error) => this.#fail(error))
    this.#child.on('close', (code, signal) => this.#end({ code, signal, lines: this.#lines() }))
  }

  /** Whether it waits for a run. */
  get waits(): boolean {
    return this.#child.connected && this.#said.endsWith(DONE)
  }

  /** Trains a run, when it has just been started or waits. @returns how that ended: with code 0 it waits again */
  async train(words: readonly string[]): Promise<Exit> {
    this.#said = ''
    this.#keepAwake(true)
    const ended = new Promise<Exit>((resolve, reject) => {
      this.#end = resolve
      this.#fail = reject
    })
    // Where it has ended by now, 'close' says how.
    this.#child.send(words, () => {})
    try {
      return await ended
    } finally {
      this.#keepAwake(false)
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** Whether this process stays alive for it: not for one that waits, and ends when this one has. */
  #keepAwake(isAwaited: boolean): void {
    const { channel, stderr } = this.#child
    for (const handle of [this.#child, channel, stderr as Socket | null]) {
      if (isAwaited) handle?.ref()
      else handle?.unref()
    }
  }

  #lines(): string[] {
    const lines = this.#said.replace(DONE, '').split('\n')
    return lines.filter((line) => line !== '')
  }
}
