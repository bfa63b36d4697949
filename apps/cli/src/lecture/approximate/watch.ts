import type { approximation } from '@antigrad/core/lecture'
import { paintFor } from '../../output.js'
import { measured } from '../../report/number.js'
import { drawApproximation } from './drawing.js'
import type { Problem } from './problem.js'

/** How often the picture is drawn at most, in milliseconds. */
const INTERVAL = 60

const WIDEST = 90

/** Rows of a terminal in which the picture can be drawn over itself. */
const LOWEST = 20

/** What the ends of the axes take beside the picture. */
const MARGIN = 14

/** The curve on stderr while it is learned, where stderr is a terminal; nothing elsewhere. */
export class Watch {
  readonly #problem: Problem
  readonly #stream = process.stderr
  readonly #shown: boolean
  #rows = 0
  #last = Number.NEGATIVE_INFINITY

  constructor(problem: Problem, quiet: boolean) {
    this.#problem = problem
    const fits = (this.#stream.rows ?? 24) >= LOWEST
    this.#shown = !quiet && fits && this.#stream.isTTY === true && process.env.TERM !== 'dumb'
  }

  /** Draws over what was drawn before. */
  show(network: approximation.Approximation, epochs: number): void {
    const now = performance.now()
    const over = network.epoch === epochs
    if (!this.#shown || (now - this.#last < INTERVAL && !over)) return
    this.#last = now
    const columns = Math.max(20, Math.min(WIDEST, this.#stream.columns ?? 80) - MARGIN)
    const lines = [
      ...drawApproximation(this.#problem, network.value, columns, paintFor(this.#stream)),
      `epoch ${network.epoch}/${epochs}  RMSE while learning ${measured(network.trainingError)}`,
      '',
    ]
    const up = this.#rows > 0 ? `\x1b[${this.#rows}A` : ''
    this.#stream.write(`${up}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`)
    this.#rows = lines.length
  }
}
