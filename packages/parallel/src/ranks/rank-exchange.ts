import type { Parameters } from '@antigrad/core/internal'
import { Aborted } from '../barrier.js'
import type { Phase } from '../control.js'
import { readAgreement, type Standing, writeStanding } from './agreement.js'
import type { ExchangeMemory } from './exchange-memory.js'
import type { Member } from './group.js'
import { REQUEST, Requests } from './requests.js'

/** How a worker shows that it lives while it waits for other ranks. */
export interface Signs {
  enter(phase: Phase): void
  goOn(): void
}

/**
 * The exchange with other ranks as a worker sees it: worker 0 asks, all wait for what they need. In a step it is asked for an
 * agreement and then for the sum of each of `layers`.
 */
export class RequestedExchange {
  readonly member: Member
  readonly #memory: ExchangeMemory
  readonly #requests: Requests
  readonly #signs: Signs
  /** Requests before those of the step. */
  #before = 0

  /** @param isOver whether the run is given up */
  constructor(memory: ExchangeMemory, member: Member, isOver: () => boolean, signs: Signs) {
    this.member = member
    this.#memory = memory
    this.#requests = new Requests(memory.requests, isOver)
    this.#signs = signs
  }

  /** Those whose sums are exchanged: see `ExchangeMemory`. */
  get layers(): readonly number[] {
    return this.#memory.layers
  }

  /** The branches of the gradient that this rank sums: see `ExchangeMemory`. */
  get branches(): readonly Parameters[] {
    return this.#memory.branches
  }

  /** Called by all workers before the first step after a command, while nothing is asked for. */
  begin(): void {
    this.#before = this.#requests.posted
  }

  /** Called by all workers after a step. */
  end(): void {
    this.#before = this.#requestsOf(this.layers.length)
  }

  /** By worker 0: has all ranks say where they stand. */
  agree(standing: Standing): void {
    writeStanding(this.#memory.agreement, this.member.rank, standing)
    this.#requests.post(REQUEST.agree)
  }

  /** By worker 0: has the branches of a layer's gradient added up, those of all ranks. */
  sum(layer: number, count: number): void {
    this.#requests.post(REQUEST.sum, layer, count)
  }

  /** What all ranks have said in this step. @throws Aborted, WorkerLost */
  agreement(): Pick<Standing, 'diverged' | 'pause'> {
    this.#await((this.#before + 1) | 0)
    return readAgreement(this.#memory.agreement)
  }

  /** Waits for the sum of a layer, which then lies in the workspace's gradient. @throws Aborted */
  awaitSum(layer: number): void {
    this.#await(this.#requestsOf(this.layers.indexOf(layer) + 1))
  }

  /** Waits for the sums of all layers. @throws Aborted */
  awaitSums(): void {
    this.#await(this.#requestsOf(this.layers.length))
  }

  /** By worker 0, outside of steps: what all ranks say of themselves. @throws Aborted, WorkerLost */
  agreeNow(standing: Standing): Pick<Standing, 'diverged' | 'pause'> {
    this.agree(standing)
    this.#await(this.#requests.posted)
    return readAgreement(this.#memory.agreement)
  }

  /**
   * By worker 0, outside of steps: has all ranks know what each found.
   * @param write writes what this rank found, and where that of each lies
   * @param read reads what the others found
   */
  gather(write: (memory: ExchangeMemory) => void, read: (memory: ExchangeMemory) => void): void {
    write(this.#memory)
    this.#requests.post(REQUEST.gather)
    this.#await(this.#requests.posted)
    read(this.#memory)
  }

  #requestsOf(sums: number): number {
    return (this.#before + 1 + sums) | 0
  }

  #await(requests: number): void {
    this.#signs.enter('exchange')
    if (!this.#requests.await(requests, () => this.#signs.goOn())) throw new Aborted()
  }
}

/** Without what is private, by which the compiler would tell sources from the built files that `#ranks` names. */
export type RankExchange = Pick<RequestedExchange, keyof RequestedExchange>
