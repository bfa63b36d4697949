import { SingleBar } from 'cli-progress'
import { paintFor } from './output.js'
import { duration, thousands } from './show/format.js'

/** How often the bar is drawn, in milliseconds. */
const INTERVAL = 100

/** Where training stands. */
export interface Standing {
  /** From 1. */
  readonly epoch: number
  /** Examples done since this command began, of all epochs. */
  readonly trained: number
}

/** What is to be trained, and how far it is. */
export interface Course {
  readonly epochs: number
  /** Examples in all epochs, those that an earlier command trained left out. */
  readonly examples: number
  readonly standing: () => Standing
}

/**
 * What is seen on stderr while a network trains: a line for each epoch, and on a terminal a bar below them.
 * Nothing where it is quiet.
 */
export class Progress {
  readonly #stream = process.stderr
  readonly #quiet: boolean
  readonly #terminal: boolean
  #bar: SingleBar | undefined
  #timer: NodeJS.Timeout | undefined
  #course: Course | undefined
  #began = 0

  constructor(quiet: boolean) {
    this.#quiet = quiet
    this.#terminal = !quiet && this.#stream.isTTY === true && process.env.TERM !== 'dumb'
  }

  /** Begins to draw the bar, where there is one. */
  begin(course: Course): void {
    this.#course = course
    this.#began = performance.now()
    if (!this.#terminal) return
    // Its cursor is hidden: also where the process ends at once, it comes back.
    process.once('exit', this.#restore)
    this.#showBar()
    this.#timer = setInterval(() => this.#bar?.update(course.standing().trained, this.#payload()), INTERVAL)
  }

  /** Writes a line above the bar. */
  line(text: string): void {
    if (this.#quiet) return
    this.#hideBar()
    this.#stream.write(`${text}\n`)
    if (this.#timer) this.#showBar()
  }

  /** Takes the bar away. */
  end(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#hideBar()
    process.off('exit', this.#restore)
  }

  readonly #restore = (): void => this.#hideBar()

  #showBar(): void {
    if (!this.#course) return
    this.#bar = new SingleBar({
      format: format(paintFor(this.#stream)),
      stream: this.#stream,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      // Signals are ours: the run ends with a checkpoint, and takes the bar away itself.
      gracefulExit: false,
    })
    const { examples, standing } = this.#course
    this.#bar.start(examples, standing().trained, this.#payload())
  }

  #hideBar(): void {
    this.#bar?.stop()
    this.#bar = undefined
  }

  #payload(): object {
    if (!this.#course) return {}
    const { epochs, examples, standing } = this.#course
    const { epoch, trained } = standing()
    const rate = trained / ((performance.now() - this.#began) / 1000)
    return {
      epoch: Math.min(epoch, epochs),
      epochs,
      rate: trained > 0 ? `${thousands(rate)} examples/s` : 'starting',
      left: trained > 0 ? `${duration((examples - trained) / rate)} left` : '',
    }
  }
}

function format(paint: ReturnType<typeof paintFor>): string {
  return `${paint.cyan('{bar}')} epoch {epoch}/{epochs} · {rate} · {left}`
}
