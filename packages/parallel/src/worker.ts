import type { FeatureSource, ReadFeatures } from '@antigrad/core'
import {
  Arena,
  bufferOf,
  Computation,
  evaluated,
  evaluationRows,
  kernelsOver,
  Orders,
  type Shuffle,
  Steps,
} from '@antigrad/core/internal'
import { RANKS } from '#ranks'
import { Aborted, abort, Barrier, isAborted } from './barrier.js'
import { COMMAND, WORD } from './control.js'
import { addDecision } from './decisions.js'
import type { DividedStep, Session } from './divisions/division.js'
import { shardOf } from './divisions/pieces.js'
import { divisionNamed } from './divisions/registry.js'
import { Gate, giveCommand } from './gate.js'
import { Presence } from './presence.js'
import { allocateRun, type RunMemory } from './run-memory.js'
import type { Probe, WorkerTask } from './task.js'
import { Tuner } from './tuner.js'

/** The one long task of a worker: it obeys commands until it is told to quit. */
export async function work(task: WorkerTask): Promise<void> {
  const probe: Probe | undefined = task.probe
    ? await import(/* webpackIgnore: true */ /* @vite-ignore */ task.probe)
    : undefined
  const arena = new Arena(bufferOf(task.memory))
  const teams = task.teams.map(({ division, workers }) => ({ workers, division: divisionNamed(division) }))
  const run = allocateRun(arena, task.plan, teams, task.member)
  try {
    const worker = new TrainingWorker(task, run, probe, task.features && (await openFeatures(task.features)))
    worker.obey()
  } catch (error) {
    if (error instanceof Aborted) return
    // The others must not wait for us while the error travels to the main thread.
    abort(run.words)
    // Of all that can be thrown, piscina takes `null` for success and cannot send a function.
    throw error instanceof Error ? error : new Error(String(error))
  }
}

async function openFeatures({ module, place }: FeatureSource): Promise<ReadFeatures> {
  const { openFeatures: open } = await import(/* webpackIgnore: true */ /* @vite-ignore */ module)
  return open(place)
}

/** Examples of the next epoch's order that are shuffled before a waiting worker looks whether it still has to wait. */
const SHUFFLED = 32

/** A process that trains by itself. */
const ALONE = { rank: 0, ranks: 1 }

/** A worker's part in a team. */
interface Membership {
  readonly session: Session
  readonly divided: DividedStep
  /** Of the weights that are evaluated. */
  readonly evaluation: Computation
}

class TrainingWorker {
  readonly #words: Int32Array
  readonly #task: WorkerTask
  readonly #run: RunMemory
  readonly #presence: Presence
  readonly #probe: Probe | undefined
  readonly #features: ReadFeatures | undefined
  /** By the number of workers. */
  readonly #memberships: ReadonlyMap<number, Membership>
  readonly #gate: Gate
  /** What worker 0 chooses the number of active workers with. */
  readonly #tuner: Tuner
  /** What a probe has chosen instead. */
  #forced: number | undefined
  readonly #orders: Orders | undefined
  /** The order of the next epoch, of which this worker shuffles a part whenever it waits. */
  #next: Shuffle | undefined

  constructor(
    task: WorkerTask,
    run: RunMemory,
    probe: Probe | undefined,
    features: ReadFeatures | undefined,
  ) {
    const { rank, teams, orderSeed } = task
    this.#words = run.words
    this.#task = task
    this.#run = run
    this.#presence = new Presence(run.words, rank, probe)
    this.#probe = probe
    this.#features = features
    const kernels = kernelsOver(task.memory, task.kernels, task.module)
    const weights = evaluated(run.workspace)
    this.#memberships = new Map(
      teams.flatMap(({ workers, division, divisionPlan }, team) => {
        if (rank >= workers) return []
        const memory = run.memories[team]
        const session = this.#join(workers, memory, kernels)
        const divided = divisionNamed(division).open(session, divisionPlan)
        const evaluation = new Computation(weights, kernels, memory.scratches[rank])
        return [[workers, { session, divided, evaluation }] as const]
      }),
    )
    this.#gate = new Gate(run.words, rank)
    this.#tuner = new Tuner(teams.map(({ workers }) => workers))
    this.#orders = orderSeed === undefined ? undefined : new Orders(orderSeed)
  }

  #join(workers: number, memory: Session['memory'], kernels: Session['kernels']): Session {
    const words = this.#words
    const presence = this.#presence
    const { rank, recipe, spins, member } = this.#task
    const { workspace, exchange } = this.#run
    const barrier = new Barrier(words, workers, spins)
    return {
      workspace,
      memory,
      kernels,
      computation: new Computation(workspace, kernels, memory.scratches[rank]),
      steps: new Steps(recipe, workspace, memory.scratches[rank], this.#features),
      recipe,
      words,
      rank,
      workers,
      exchange: exchange && member && RANKS?.joinExchange(exchange, member, () => isAborted(words), presence),
      enter: (phase) => presence.enter(phase),
      goOn: () => presence.goOn(),
      cross: (meanwhile) => {
        const arrived = barrier.arrive()
        meanwhile?.()
        presence.enter('barrier')
        while (barrier.isShut(arrived) && this.#next?.more(SHUFFLED));
        barrier.wait(arrived)
      },
      diverge: () => Atomics.store(words, WORD.diverged, 1),
      diverged: () => Atomics.load(words, WORD.diverged) !== 0,
    }
  }

  obey(): void {
    const presence = this.#presence
    for (;;) {
      presence.countArrival()
      this.#gate.arrive()
      presence.enter('gate')
      const command = this.#gate.next()
      presence.countArrival()
      if (command === COMMAND.quit) return
      if (command === COMMAND.train) this.#train()
      else this.#evaluate()
    }
  }

  /** This worker's part among the workers that are active. */
  get #membership(): Membership {
    const active = Atomics.load(this.#words, WORD.active)
    const membership = this.#memberships.get(active)
    if (!membership)
      throw new Error(`worker ${this.#task.rank} does not know how ${active} workers take steps`)
    return membership
  }

  /**
   * Steps to the end of the epoch, or to a pause that all agree on, or until the loss is not finite. Worker 0 has other
   * numbers of workers take part on the way; the others come to the gate where that changes.
   */
  #train(): void {
    const words = this.#words
    const { exchange, workspace } = this.#membership.session
    const { orders } = workspace
    const epoch = Atomics.load(words, WORD.epoch)
    const order = orders[epoch % 2]
    const begun = Atomics.load(words, WORD.position)
    // Also after a pause: meanwhile a seek may have stored another order there.
    this.#next = this.#orders?.begin(orders[(epoch + 1) % 2], epoch + 1)
    while (this.#stretch(order, epoch)) {
      if (this.#task.rank > 0) return
      this.#gate.awaitOthers()
      giveCommand(words, COMMAND.train, this.#chosen, 1)
    }
    if (exchange && this.#task.rank === 0)
      RANKS?.concludeTraining({ exchange, workspace, words }, order, begun)
    if (Atomics.load(words, WORD.position) === order.length) this.#next?.more(order.length)
  }

  /**
   * Steps until the active workers go to the gate.
   * @returns whether other workers are to go on
   */
  #stretch(order: Uint32Array, epoch: number): boolean {
    const words = this.#words
    const { session, divided } = this.#membership
    const leads = session.rank === 0
    const { batchSize } = session.workspace.plan
    let first = Atomics.load(words, WORD.position)
    let isDone = false
    if (leads) this.#tuner.begin()
    divided.begin?.()
    while (first < order.length) {
      const count = Math.min(batchSize, order.length - first)
      // Worker 0 names the position to stop at before the step's first barrier, so after its last one, which may be the
      // same, all know it. It is a position: a slow worker still at the step before does not take it for its own. Ranks
      // agree on it within the step.
      if (
        leads &&
        !session.exchange &&
        (Atomics.load(words, WORD.request) !== 0 || this.#chosen !== session.workers)
      )
        Atomics.store(words, WORD.stop, first + count)
      const minibatch = { order, first, count, epoch }
      first += count
      isDone = !divided.step(minibatch)
      if (isDone) break
      if (leads) {
        Atomics.store(words, WORD.position, first)
        this.#choose(first, count)
      }
      if (first < order.length && Atomics.load(words, WORD.stop) === first) break
    }
    divided.end?.()
    if (!leads) return false
    this.#tuner.end()
    isDone ||= first >= order.length || Atomics.load(words, WORD.request) !== 0
    // What the next command begins with.
    if (isDone) Atomics.store(words, WORD.active, this.#chosen)
    return !isDone
  }

  /** How many workers take the steps after the next. */
  get #chosen(): number {
    return this.#forced ?? this.#tuner.workers
  }

  /** Called by worker 0 after a step of `count` examples; the next begins with the example `example`. */
  #choose(example: number, count: number): void {
    if (this.#probe?.chooseWorkers) {
      this.#forced = this.#probe.chooseWorkers(this.#task.teams.map(({ workers }) => workers))
      return
    }
    const tuner = this.#tuner
    tuner.step(count)
    if (!tuner.takeDecision()) return
    const epoch = Atomics.load(this.#words, WORD.epoch)
    addDecision(this.#run.decisions, { epoch, example, workers: tuner.workers, speeds: tuner.speeds })
  }

  /** Forward and compare for the worker's part of the test examples, of those of its rank, in its own rows of the workspace. */
  #evaluate(): void {
    const { session, evaluation: computation } = this.#membership
    const { workspace, rank, workers, exchange, enter, cross } = session
    const { test, identity } = workspace
    const rows = shardOf(rank, workers, evaluationRows(workspace))
    const { rank: ownRank, ranks } = exchange?.member ?? ALONE
    const tested = shardOf(ownRank, ranks, test.losses.length)
    const examples = shardOf(rank, workers, tested.to - tested.from)
    const last = tested.from + examples.to
    for (let example = tested.from + examples.from; example < last; ) {
      enter('evaluate')
      const count = Math.min(rows.to - rows.from, last - example)
      const minibatch = { order: identity, first: example - rows.from, count }
      computation.forward(test, minibatch, rows.from, rows.from + count)
      computation.compare(test, minibatch, rows.from, rows.from + count)
      example += count
    }
    if (!exchange) return
    cross()
    if (rank === 0) RANKS?.concludeEvaluation({ exchange, workspace, words: this.#words })
  }
}
