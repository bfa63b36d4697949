import {
  type Arena,
  allocateScratch,
  capacityOf,
  LANES,
  type Minibatch,
  PANEL,
  prefersUnsorted,
  type Range,
  type Rectangle,
  type Slice,
  type Sorted,
  stepNeeds,
  type Workspace,
} from '@antigrad/core/internal'
import { Claims } from './claims.js'
import { litShares, rowCosts, stepMultiplications } from './costs.js'
import type { DividedStep, Division, DivisionMemory, Session, StepShape } from './division.js'
import { cut, MOST_PIECES, piecesOf, shardOf, sortedBy, stageTogether, updateSlices } from './pieces.js'

/** Who does what where a sparse first layer is divided by units. */
export interface UnitsPlan {
  /** Pieces of each worker in a phase: see claims.ts. */
  readonly pieces: number
  /** What each piece computes of the first layer, the pieces of each worker together. */
  readonly first: readonly FirstLayer[]
  /** What each piece updates. */
  readonly slices: readonly Slice[]
  /** [workers]: the inputs for which each sorts a minibatch; empty where it is not sorted. */
  readonly sorted: readonly Range[]
  /**
   * Whether a worker may begin the next step while others update: what it then reads and writes, weights and
   * activations of its units, is nobody else's, and the examples.
   */
  readonly skipsFinalBarrier: boolean
}

/** Some units of the first layer for a part of the minibatch's rows. */
export interface FirstLayer {
  readonly units: Range
  /** The part, and how many there are. */
  readonly part: number
  readonly parts: number
}

/** Units of a cache line. */
const LINE = 16

/** Registers a worker needs in the first layer: with fewer, finding an input costs more than multiplying it. */
const LEAST_REGISTERS = 4

/** Multiplications up to which a worker's part of a step is one piece where that saves the final barrier. */
const LARGEST_UNDIVIDED = 350_000

/** Pieces of each worker where each piece has units of its own: it is alone in reading their weights. */
const MOST_PIECES_OF_UNITS = 8

/**
 * A sparse first layer by units, all else by rows and by slices of the parameters. The weights of the first layer stay
 * with the core that updates them, and only what a minibatch makes of them travels.
 *
 * The gradient is that of the whole minibatch, in the order of the examples, and is not stored: every sum is that of one
 * thread, whoever computes which piece.
 */
export const units: Division<UnitsPlan> = {
  name: 'units',
  strategy: 'slices',
  suits({ sizes, form }: StepShape, workers: number): boolean {
    return form === 'sparse' && Math.ceil(sizes[1] / LANES) >= LEAST_REGISTERS * workers
  },
  allocate: allocateScratches,
  plan(workspace: Workspace, workers: number): UnitsPlan {
    const { architecture, plan } = workspace
    const [{ outputs }] = architecture.layers
    const lit = litShares(workspace)
    const multiplications = stepMultiplications(workspace, lit)
    const unsorted = prefersUnsorted(plan.batchSize, Math.ceil(outputs / workers))
    const mayOverlap = !stepNeeds(plan).stages
    const skipsFinalBarrier = mayOverlap && unsorted && multiplications / workers <= LARGEST_UNDIVIDED
    const pieces = skipsFinalBarrier ? 1 : piecesOf(multiplications, workers)
    return {
      ...divide(workspace, workers, pieces, lit),
      sorted: unsorted || !lit ? [] : divideSorting(lit, plan.batchSize, workers),
      skipsFinalBarrier,
    }
  },
  open: (session: Session, plan: UnitsPlan) => new UnitsStep(session, plan),
}

/**
 * The scratch of each worker. One that is alone sorts a sparse minibatch on its way forward; several share the sorting,
 * each its inputs.
 */
export function allocateScratches(arena: Arena, { plan }: Workspace, workers: number): DivisionMemory {
  const capacity = workers === 1 ? capacityOf(plan.batchSize, plan.train.inputs, 1) : 0
  return { scratches: Array.from({ length: workers }, () => allocateScratch(arena, plan, capacity)) }
}

/**
 * The first layer by units, and each worker's units again by units where there are many of them and few pieces,
 * otherwise by rows; the other layers by rows.
 */
function divide(
  workspace: Workspace,
  workers: number,
  fewPieces: number,
  lit: Float64Array | undefined,
): Pick<UnitsPlan, 'pieces' | 'first' | 'slices'> {
  const { layers } = workspace.architecture
  const [{ inputs, outputs }] = layers
  const panels = Math.floor(outputs / workers / PANEL)
  const many = fewPieces > 1 && fewPieces <= MOST_PIECES && panels >= MOST_PIECES
  const pieces = many ? Math.min(MOST_PIECES_OF_UNITS, panels) : fewPieces
  const rows = cut(rowCosts(workspace, lit).subarray(0, inputs + 1), pieces)
  const first = Array.from({ length: workers * pieces }, (_, piece): FirstLayer => {
    const own = unitsOf(Math.floor(piece / pieces), workers, outputs)
    const part = piece % pieces
    if (!many) return { units: own, part, parts: pieces }
    // Whole panels, and what is left over last, so that nobody waits for a large one.
    const edge = (part: number): number =>
      Math.min(own.last, Math.ceil((own.first + ((own.last - own.first) * part) / pieces) / PANEL) * PANEL)
    return { units: { first: part === 0 ? own.first : edge(part), last: edge(part + 1) }, part: 0, parts: 1 }
  })
  const slices = first.map(({ units, part, parts }, piece): Slice => {
    const rectangle = { rows: many ? { first: 0, last: inputs + 1 } : rows[part], units }
    const others = layers.slice(1).map(({ inputs, outputs }, l): Rectangle => {
      const { from, to } = shardOf(piece, workers * pieces, inputs + 1)
      // A piece with units of its own updates the weights that these activations multiply, the last also the biases.
      const rows =
        l === 0 && parts === 1
          ? { first: units.first, last: piece === first.length - 1 ? inputs + 1 : units.last }
          : { first: from, last: to }
      return { rows, units: { first: 0, last: outputs } }
    })
    return [rectangle, ...others]
  })
  return { pieces, first, slices }
}

/** For each worker as many inputs as take it as long to sort as the others. */
function divideSorting(lit: Float64Array, batchSize: number, workers: number): Range[] {
  // What sorting an input costs: the share of examples in which it is lit, and a little.
  return cut(
    lit.map((share) => share + 1 / batchSize),
    workers,
  )
}

/** Whole registers of units, whole cache lines where that stays even. */
function unitsOf(rank: number, workers: number, units: number): Range {
  const grain = units >= 4 * LINE * workers ? LINE : LANES
  const { from, to } = shardOf(rank, workers, Math.ceil(units / grain))
  return { first: from * grain, last: Math.min(to * grain, units) }
}

/**
 * Three phases, each in pieces, a barrier after each:
 *
 *     own units of the first layer | the other layers, deltas | update
 *
 * After a small step there is no barrier: the next one begins with units that are the worker's own. Who arrives early at
 * the first barrier sorts its inputs before it waits, which depends on the examples alone.
 */
class UnitsStep implements DividedStep {
  readonly #session: Session
  readonly #plan: UnitsPlan
  readonly #claims: Claims
  readonly #sorted: readonly Sorted[]
  /** Whether one worker computes the first layer of all rows at once, and sorts them on the way. */
  readonly #sortsForward: boolean

  constructor(session: Session, plan: UnitsPlan) {
    const { words, rank, workers, goOn } = session
    this.#session = session
    this.#plan = plan
    this.#claims = new Claims(words, rank, workers, plan.pieces, goOn)
    this.#sorted = sortedBy(session, plan.sorted)
    this.#sortsForward = plan.slices.length === 1 && plan.sorted.length > 0
  }

  begin(): void {
    this.#claims.begin()
  }

  step(minibatch: Minibatch): boolean {
    const { computation, steps, enter, cross, diverged } = this.#session
    const { slices, skipsFinalBarrier } = this.#plan
    steps.begin(minibatch)
    if (steps.stages) stageTogether(this.#session, minibatch)
    enter('forward')
    this.#firstLayer(minibatch)
    cross(() => {
      if (!this.#sortsForward) computation.sort(minibatch, 0, minibatch.count, this.#sorted)
    })
    enter('forward')
    this.#deltas(minibatch)
    cross()
    if (diverged()) return false
    enter('update')
    updateSlices(this.#session, this.#claims, minibatch, slices, this.#sorted)
    if (!skipsFinalBarrier) cross()
    return true
  }

  /** Of each worker's units, a shard of the rows. */
  #firstLayer(minibatch: Minibatch): void {
    const { workspace, computation } = this.#session
    const claims = this.#claims
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      const { units, part, parts } = this.#plan.first[piece]
      const { from, to } = shardOf(part, parts, minibatch.count)
      computation.forwardFirst(workspace.train, minibatch, from, to, units, this.#sortsForward)
    }
  }

  /** The layers after the first, and the deltas of all, for shards of the minibatch. */
  #deltas(minibatch: Minibatch): void {
    const { workspace, computation, diverge } = this.#session
    const claims = this.#claims
    computation.transpose()
    for (let piece = claims.first(); piece >= 0; piece = claims.next()) {
      const { from, to } = shardOf(piece, this.#plan.slices.length, minibatch.count)
      computation.forwardRest(minibatch, from, to)
      if (!Number.isFinite(computation.compare(workspace.train, minibatch, from, to))) diverge()
      computation.backward(from, to)
    }
  }
}
