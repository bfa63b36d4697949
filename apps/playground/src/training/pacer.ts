import { breathe } from './breathe.js'
import type { Going, Pace, PaceCommand } from './pace.js'

/** What was trained at once. */
export interface Advance {
  readonly steps: number
  readonly epochEnded: boolean
}

/** What is trained, and what its owner wants to know. */
export interface Paced {
  /** Steps a second at each pace at most; infinite for as many as there are. */
  readonly rates: Readonly<Record<Pace, number>>
  /** Takes at least one step and at most `most`, which may be infinite; none of the next epoch, and for few milliseconds. */
  advance(most: number): Advance | Promise<Advance>
  /** It rests: what was asked for is done, or it was told to. */
  rested(number: number): void | Promise<void>
  failed(error: unknown): void
}

/** Milliseconds of steps between two looks at the messages. */
const SLICE = 6

/** Milliseconds between two looks at the clock where a pace has a limit. */
const TICK = 8

/** Milliseconds of steps that are caught up with at once, after something else kept the thread busy. */
const MOST_CAUGHT_UP = 100

/** Trains in a worker at the pace that the page asks for. How fast never changes what comes out. */
export class Pacer {
  readonly #paced: Paced
  #going: Going | undefined
  /** Steps and epochs that were asked for while one was under way. */
  #later: Going[] = []
  /** Counts what is gone on with, so that the end of one is not taken for that of another. */
  #turn = 0
  #number = 0
  #awake = false

  constructor(paced: Paced) {
    this.#paced = paced
  }

  /** Goes on, changes the pace or rests: after the step that is under way. Steps and epochs wait for those asked for before. */
  obey({ going, number }: PaceCommand): void {
    if (hasEnd(going) && hasEnd(this.#going)) this.#later.push(going)
    else this.#turnTo(going === 'rest' ? undefined : going)
    this.#number = number
    if (!this.#awake) this.#train()
  }

  /** Rests as if it were told to. */
  rest(): void {
    this.#turnTo(undefined)
  }

  #turnTo(going: Going | undefined): void {
    this.#going = going
    this.#later = []
    this.#turn++
  }

  async #train(): Promise<void> {
    this.#awake = true
    try {
      do {
        await this.#go()
        await this.#paced.rested(this.#number)
      } while (this.#going)
    } catch (error) {
      this.#turnTo(undefined)
      this.#paced.failed(error)
    } finally {
      this.#awake = false
    }
  }

  /** Trains until it is to rest. */
  async #go(): Promise<void> {
    // The first step comes at once, those after it as the clock allows.
    const clock = new Clock()
    let looked = performance.now()
    while (this.#going) {
      const going = this.#going
      const turn = this.#turn
      const most =
        going === 'step'
          ? 1
          : clock.due(going === 'epoch' ? Number.POSITIVE_INFINITY : this.#paced.rates[going])
      if (most === 0) {
        await new Promise((resolve) => setTimeout(resolve, TICK))
        continue
      }
      const { steps, epochEnded } = await this.#paced.advance(most)
      clock.took(steps)
      const done = going === 'step' || (going === 'epoch' && epochEnded)
      if (done && this.#turn === turn) this.#going = this.#later.shift()
      else if (performance.now() - looked > SLICE) {
        await breathe()
        looked = performance.now()
      }
    }
  }
}

/** Whether it ends by itself. */
function hasEnd(going: Going | 'rest' | undefined): going is 'step' | 'epoch' {
  return going === 'step' || going === 'epoch'
}

/** How many steps are due. */
class Clock {
  #last = performance.now()
  #due = 1

  /** Whole steps that are due now, at so many a second. */
  due(rate: number): number {
    const now = performance.now()
    const passed = Math.min(MOST_CAUGHT_UP, now - this.#last)
    this.#last = now
    if (rate === Number.POSITIVE_INFINITY) return rate
    this.#due += (passed * rate) / 1000
    return Math.floor(this.#due)
  }

  took(steps: number): void {
    // Steps that had no limit are not owed.
    this.#due = Math.max(0, this.#due - steps)
  }
}
