/** Milliseconds of training between two looks at how fast it is. */
const WINDOW = 10

/** Milliseconds that say nothing, at the beginning and where a number trains for the first time: engines still compile. */
const WARM_UP = { run: 150, number: 10 }

/** Fewer workers are tried for so many windows of so many milliseconds each, of which the median counts. */
const FEWER = { windows: 3, length: 1.5 }

/** More workers are tried for so many windows of so many milliseconds: long enough for the system to take a core away. */
const MORE = { windows: 4, length: 3 }

/** A trial of more workers ends after its first window where they are not even so fast. */
const HOPELESS = 0.5

/** A trial takes at most this part of the time since the one before it. */
const TRIAL_SHARE = 0.1

/** So many examples in so many milliseconds. */
interface Window {
  readonly examples: number
  readonly spent: number
}

/** Steps after a change that say nothing: the last one before it, and one for which others have to wake up. */
const SKIPPED = 2

/** Steps of a trial of fewer workers at least, with those at its ends. */
const TRIAL_STEPS = 5

/**
 * How much faster another number has to be: changing it costs a little, and measuring errs. Fewer by much at first: workers
 * that share their cores with the threads that compile, or that the system has put on one core for a moment, do little more than
 * half the work of one, and come back late; beside a neighbour that spins one worker may do more than twice the work of two.
 */
const FASTER = { atFirst: 2, fewer: 1.05, more: 1.1 }

/** Milliseconds of training, from the beginning, for which fewer workers have to be faster by `FASTER.atFirst`. */
const AT_FIRST = 300

/**
 * Milliseconds that say nothing after a trial of fewer workers in vain: the system puts a worker that comes back on the core of
 * the one that wakes it, and moves it to another only later.
 */
const REJOINING = 60

/** A speed below this part of what it was is a reason to look again. */
const FALLEN = 0.75

/** Windows in a row that have to be slow: one alone may be an accident. */
const SLOW_WINDOWS = 2

/** Milliseconds after which more workers are tried again; twice as many after each trial in vain. */
const RETRY = { first: 100, most: 2000 }

/** Milliseconds that more workers have to do well before the next retry comes as soon as the first. */
const LASTING = 1000

/** How fast some number of workers was when it was last measured. */
export interface Speed {
  readonly workers: number
  readonly examplesPerSecond: number
}

/**
 * Decides how many workers take part, by measuring: numbers next to the one that trains are tried for a few milliseconds,
 * fewer where that is not known yet and whenever the speed has fallen, more now and then. A climb: of numbers beyond a worse
 * one nothing is asked. It decides how fast, never what, so all that it knows is the clock.
 * See docs/decisions/0016-measured-workers.md.
 */
export class Tuner {
  /** Ascending. */
  readonly #counts: readonly number[]
  readonly #now: () => number
  /** Of each count: examples per millisecond when it was last measured; 0 for never. */
  readonly #rates: number[]
  /** The index of the count that was found to be the fastest. */
  #settled: number
  /** The index of the count that trains: another one during a trial. */
  #current: number
  #decided: number | undefined
  #news = false

  /** Milliseconds of training before `#since`, when the steps began that are being taken. */
  #trained = 0
  #since = 0

  /** Since `#windowBegan`, in milliseconds of training. */
  #examples = 0
  #steps = 0
  #windowBegan = 0
  /** Steps of the window before the clock is read again. */
  #unread = 1
  /** Steps that still say nothing. */
  #skips = 0
  /** Those of a trial. */
  #windows: Window[] = []
  /** Those of the settled number, each worth half of the next: what is slow counts for as long as it takes. */
  #recent: Window = { examples: 0, spent: 0 }

  /** What was fast when the count was settled, and windows in a row that were slower by far. */
  #reference = 0
  #slow = 0
  #lastTrial = 0
  /** Windows that end before say nothing. */
  #warmUntil = WARM_UP.run
  #interval = RETRY.first
  #retry = 0
  /** When more workers were last found to be faster. */
  #raised = 0

  /**
   * @param counts the numbers of workers to choose from, ascending; the largest begins
   * @param now a clock, in milliseconds
   */
  constructor(counts: readonly number[], now: () => number = () => performance.now()) {
    this.#counts = counts
    this.#now = now
    this.#rates = counts.map(() => 0)
    this.#settled = counts.length - 1
    this.#current = this.#settled
  }

  /** How many workers should take the next steps. */
  get workers(): number {
    return this.#counts[this.#current]
  }

  /** The numbers that have been measured. */
  get speeds(): Speed[] {
    return this.#counts.flatMap((workers, n) =>
      this.#rates[n] > 0 ? [{ workers, examplesPerSecond: this.#rates[n] * 1000 }] : [],
    )
  }

  /** Whether there is a decision that has not been asked for: that `workers` has changed, or stays after a trial, for good. */
  takeDecision(): boolean {
    const news = this.#news
    this.#news = false
    return news
  }

  /** Called when steps begin, after a pause of whatever length. */
  begin(): void {
    this.#since = this.#now()
  }

  /** Called when they are interrupted. */
  end(): void {
    this.#trained = this.#time()
    this.#since = this.#now()
  }

  /** Called after each step. */
  step(examples: number): void {
    if (this.#counts.length === 1) return
    if (this.#skips > 0) {
      if (--this.#skips === 0) this.#openWindow(this.#time())
      return
    }
    this.#examples += examples
    if (++this.#steps < this.#unread) return
    const time = this.#time()
    const spent = time - this.#windowBegan
    const left = this.#length - spent
    if (left <= 0) this.#closeWindow(time, { examples: this.#examples, spent })
    // Half of the steps that seem to be left: who is suddenly slow is noticed soon.
    else this.#unread = this.#steps + Math.max(1, Math.floor((this.#steps * Math.min(left / spent, 1)) / 2))
  }

  #time(): number {
    return this.#trained + this.#now() - this.#since
  }

  get #isTrial(): boolean {
    return this.#current !== this.#settled
  }

  /** Milliseconds of a window. */
  get #length(): number {
    if (!this.#isTrial) return WINDOW
    return (this.#current < this.#settled ? FEWER : MORE).length
  }

  #openWindow(time: number): void {
    this.#windowBegan = time
    this.#examples = 0
    this.#steps = 0
    this.#unread = 1
  }

  #closeWindow(time: number, window: Window): void {
    const stepTime = window.spent / this.#steps
    this.#openWindow(time)
    if (time < this.#warmUntil) return
    if (!this.#isTrial) this.#watch(time, window, stepTime)
    else {
      this.#windows.push(window)
      if (this.#current < this.#settled) this.#tryFewer(time)
      else this.#tryMore(time)
    }
  }

  /** Sees how fast the settled number is, and begins a trial of another where one is due. */
  #watch(time: number, window: Window, stepTime: number): void {
    const settled = this.#settled
    const { examples, spent } = this.#recent
    this.#recent = { examples: examples / 2 + window.examples, spent: spent / 2 + window.spent }
    this.#rates[settled] = rateOf([this.#recent])
    this.#reference = Math.max(this.#reference, this.#rates[settled])
    const rate = rateOf([window])
    const isSlow = rate < FALLEN * this.#reference || (settled > 0 && rate < this.#rates[settled - 1])
    this.#slow = isSlow ? this.#slow + 1 : 0
    if (this.#triesFewer(time, stepTime)) this.#begin(time, settled - 1)
    else if (this.#triesMore(time, stepTime)) this.#begin(time, settled + 1)
  }

  /** Whether it is time to try fewer workers: at the beginning, and when the speed has fallen. */
  #triesFewer(time: number, stepTime: number): boolean {
    const settled = this.#settled
    if (settled === 0) return false
    const longer = this.#counts[settled] / this.#counts[settled - 1]
    const isDue = this.#rates[settled - 1] === 0 || this.#slow >= SLOW_WINDOWS
    return isDue && this.#affords(time, settled - 1, FEWER.windows * FEWER.length, stepTime * longer)
  }

  /** Whether it is time to try more. */
  #triesMore(time: number, stepTime: number): boolean {
    const settled = this.#settled
    if (settled === this.#counts.length - 1 || time < this.#retry) return false
    return this.#affords(time, settled + 1, MORE.windows * MORE.length, stepTime)
  }

  /** Whether enough time has passed for a trial that takes so many milliseconds, or steps of `stepTime` each. */
  #affords(time: number, trial: number, duration: number, stepTime: number): boolean {
    const warmUp = this.#rates[trial] === 0 ? WARM_UP.number : 0
    return Math.max(warmUp + duration, TRIAL_STEPS * stepTime) <= TRIAL_SHARE * (time - this.#lastTrial)
  }

  #begin(time: number, trial: number): void {
    this.#current = trial
    this.#windows = []
    this.#skips = SKIPPED
    this.#warmUntil = this.#rates[trial] === 0 ? time + WARM_UP.number : 0
  }

  #tryFewer(time: number): void {
    if (this.#windows.length < FEWER.windows) return
    const rates = this.#windows.map((window) => rateOf([window])).sort((a, b) => a - b)
    const found = rates[Math.floor(FEWER.windows / 2)]
    this.#rates[this.#current] = found
    const gain = found / this.#rates[this.#settled]
    const isFaster = gain > (time < AT_FIRST ? FASTER.atFirst : FASTER.fewer)
    // Not measured, where it may be so: it is tried once more.
    if (!isFaster && gain > FASTER.fewer) this.#rates[this.#current] = 0
    if (isFaster) {
      if (time - this.#raised >= LASTING) this.#interval = RETRY.first
      else this.#interval = Math.min(RETRY.most, 2 * this.#interval)
      this.#retry = time + this.#interval
    }
    this.#settle(time, isFaster)
  }

  #tryMore(time: number): void {
    const { length } = this.#windows
    const found = rateOf(this.#windows)
    const isHopeless = found < HOPELESS * this.#rates[this.#settled]
    if (length < MORE.windows && !isHopeless) return
    this.#rates[this.#current] = found
    const isFaster = found > FASTER.more * this.#rates[this.#settled]
    if (isFaster) this.#raised = time
    else {
      this.#retry = time + this.#interval
      this.#interval = Math.min(RETRY.most, 2 * this.#interval)
    }
    this.#settle(time, isFaster)
  }

  /** Ends a trial: the number that was tried stays, or the one before comes back. */
  #settle(time: number, stays: boolean): void {
    if (stays) this.#settled = this.#current
    else {
      if (this.#current < this.#settled) this.#warmUntil = time + REJOINING
      this.#current = this.#settled
      this.#skips = SKIPPED
    }
    this.#lastTrial = time
    this.#slow = 0
    this.#recent = { examples: 0, spent: 0 }
    this.#reference = this.#rates[this.#settled]
    if (this.#decided !== this.#settled) this.#news = true
    this.#decided = this.#settled
  }
}

/** Examples per millisecond. */
function rateOf(windows: readonly Window[]): number {
  const total = (of: (window: Window) => number): number =>
    windows.reduce((sum, window) => sum + of(window), 0)
  return total(({ examples }) => examples) / total(({ spent }) => spent)
}
