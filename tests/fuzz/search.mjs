import { BadInput } from '@antigrad/core'
import { mutate } from './mutate.mjs'

/** Of every four mutants one is made of one of so many that reached new code last. */
const NEWEST = 4

/** Mutants that grow by what is repeated in them are not kept beyond this. */
const LONGEST = 2 ** 16

/**
 * A search for bytes that a reader neither reads nor refuses as it should. Mutants that reach code which was not
 * executed before are kept, and mutated in their turn: so a search goes on from each condition that it has met.
 */
export class Search {
  mutants = 0
  refused = 0
  slowest = 0
  /** What to mutate: the samples, and the mutants kept. */
  seeds
  #reader
  #coverage
  #random
  #last

  /**
   * @param reader `read(bytes)` throws, or resolves to a rejection of, BadInput or one of its own `refusals`
   * @param {import('./coverage.mjs').Coverage} coverage
   * @param last `write(bytes)` is called with each mutant before it is read
   */
  constructor(reader, coverage, random, last) {
    this.#reader = reader
    this.#coverage = coverage
    this.#random = random
    this.#last = last
    this.seeds = [...reader.samples]
  }

  /** Reads the samples. @throws where one is refused */
  async begin() {
    for (const bytes of this.seeds) {
      const { error } = await this.#answer(bytes)
      if (error !== undefined) throw error
    }
    this.#coverage.add(this.#coverage.take())
  }

  /**
   * Tries so many mutants.
   * @returns what is wrong with the first that is wrong
   */
  async turn(count) {
    const tried = []
    for (let n = 0; n < count; n++) {
      const bytes = mutate(this.#choose(), this.#random)
      const wrong = await this.#try(bytes)
      if (wrong) return wrong
      tried.push(bytes)
    }
    const taken = this.#coverage.take()
    if (!this.#coverage.isNew(taken)) return undefined
    for (const bytes of tried) {
      await this.#answer(bytes)
      const own = this.#coverage.take()
      if (!this.#coverage.isNew(own)) continue
      this.#coverage.add(own)
      if (bytes.length <= LONGEST) this.seeds.push(bytes)
    }
    // What happens only once, whoever comes first, would be new again and again.
    this.#coverage.add(taken)
    return undefined
  }

  /** Half of all mutants are made of samples: what is kept is refused more often than not, and leads nowhere then. */
  #choose() {
    const { samples } = this.#reader
    const [half, quarter] = [this.#random.integer(2), this.#random.integer(2)]
    if (half === 0) return samples[this.#random.integer(samples.length)]
    const among = quarter === 0 ? this.seeds.length : Math.min(NEWEST, this.seeds.length)
    return this.seeds[this.seeds.length - 1 - this.#random.integer(among)]
  }

  /** What is wrong with the answer to these bytes, if anything is. */
  async #try(bytes) {
    const { error, took } = await this.#answer(bytes)
    this.mutants++
    this.slowest = Math.max(this.slowest, took)
    // A collection of garbage may hold a reader up; one that is slow by itself is slow again.
    if (took > 1000 && (await this.#answer(bytes)).took > 1000) return `it took ${took.toFixed(0)} ms`
    if (error === undefined) return undefined
    this.refused++
    if (![BadInput, ...(this.#reader.refusals ?? [])].some((kind) => error instanceof kind)) {
      return `${error?.stack ?? error}`
    }
    return error.message.includes('\n') ? `more than one line: ${error.message}` : undefined
  }

  async #answer(bytes) {
    this.#last?.write(bytes)
    const start = process.cpuUsage()
    let error
    try {
      const reading = this.#reader.read(bytes)
      // Most read at once, and do not have to be waited for.
      if (reading instanceof Promise) await reading
    } catch (thrown) {
      error = thrown
    }
    const { user, system } = process.cpuUsage(start)
    return { error, took: (user + system) / 1000 }
  }
}
