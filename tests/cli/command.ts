import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const MAIN = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url))

/** Surroundings in which what is saved after a SIGINT is waited for, for twenty seconds: `stuck-save.mjs`. */
export const STUCK_SAVE: NodeJS.ProcessEnv = {
  NODE_OPTIONS: `--import ${new URL('stuck-save.mjs', import.meta.url)}`,
}

/** Milliseconds after which a second signal no longer counts as the first (apps/cli/src/run/stop.ts), and some more. */
export const SAME_SIGNAL = 400

/** How a command ended. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** A program that starts the command, with its arguments before the command's. */
  readonly through?: readonly string[]
}

/** The `antigrad` command as a process of its own. */
export class Command {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  #stdout = ''
  #stderr = ''
  #watchers: (() => void)[] = []

  constructor(args: readonly string[], { cwd, env, through = [] }: Surroundings = {}) {
    const [program, ...rest] = [...through, process.execPath, MAIN, ...args]
    this.child = spawn(program, rest, {
      cwd,
      env: { ...process.env, NO_COLOR: undefined, ANTIGRAD_DEBUG: undefined, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#stdout += text
      for (const look of this.#watchers) look()
    })
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr += text
      for (const look of this.#watchers) look()
    })
    this.ended = new Promise((resolve, reject) => {
      this.child.on('error', reject)
      this.child.on('close', (code, signal) => {
        resolve({ code, signal, stdout: this.#stdout, stderr: this.#stderr })
        for (const look of this.#watchers) look()
      })
    })
  }

  /** Waits until stdout or stderr holds `text`, or the command has ended. */
  async says(text: string): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const over = this.child.exitCode !== null || this.child.signalCode !== null
        if (over || this.#stdout.includes(text) || this.#stderr.includes(text)) resolve()
      }
      this.#watchers.push(look)
      look()
    })
  }
}

/** Runs a command to its end. */
export function run(args: readonly string[], surroundings?: Surroundings): Promise<Ended> {
  return new Command(args, surroundings).ended
}

/** The objects of `--json`, a line each. */
export function jsonLines({ stdout }: Ended): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

/** The last of them: the result. */
export function resultOf(ended: Ended): Record<string, unknown> {
  return jsonLines(ended).at(-1) ?? {}
}
