import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { programName } from '../program.js'
import type { Exit, Launcher, TrainingProcess } from './launcher.js'
import { untilFree } from './until-free.js'

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url))

/** Characters of what a process says that are kept: the last ones tell why it ended. */
const MOST_SAID = 64 * 1024

/** Processes on this machine. They end, with a checkpoint, where the one that started them is gone (child.ts). */
export class LocalProcesses implements Launcher {
  readonly cores: readonly number[]

  /** @param cores that they share */
  constructor(cores: number) {
    this.cores = [cores]
  }

  async untilFree(folders: readonly string[]): Promise<void> {
    await Promise.all(folders.map(untilFree))
  }

  start(words: readonly string[]): TrainingProcess {
    const child = spawn(process.execPath, [...process.execArgv, CHILD, programName(), ...words], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, NO_COLOR: '1' },
    })
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-MOST_SAID)
    })
    const ended = new Promise<Exit>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code, signal) => {
        resolve({ code, signal, lines: said.split('\n').filter((line) => line !== '') })
      })
    })
    return {
      ended,
      stop: (signal) => void child.kill(signal),
      kill: () => void child.kill('SIGKILL'),
    }
  }

  /** There is no other rank. */
  onStop(): void {}
}
