import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Point } from './event-file.js'

const PROGRAM = fileURLToPath(new URL('draw_curves.py', import.meta.url))

/** Whether the first python3 of the path has TensorBoard, such as that of a virtual environment with 2.21.0. */
export const hasTensorBoard = spawnSync('python3', ['-c', 'import tensorboard']).status === 0

/** TensorBoard's own reader, which looks on while a run trains. */
export class TensorBoard {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>

  constructor(folder: string) {
    this.#child = spawn('python3', [PROGRAM, folder])
    this.#child.stderr.pipe(process.stderr)
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]()
  }

  /** The curves that it would draw now, of each part of the examples. */
  async curves(): Promise<Record<string, Record<string, Point[]>>> {
    this.#child.stdin.write('\n')
    const { value } = await this.#lines.next()
    return JSON.parse(value)
  }

  async close(): Promise<void> {
    this.#child.stdin.end()
    await once(this.#child, 'exit')
  }
}
