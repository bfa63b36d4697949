import { createArchitecture } from '@antigrad/core'
import {
  type ExamplesPlan,
  overlap,
  PANEL,
  type Range,
  type Rectangle,
  type Slice,
  type Sorted,
  scatters,
  type Workspace,
} from '@antigrad/core/internal'

/** The rows of a minibatch of `count` that are the shard of `rank`: as even as whole rows allow. */
export function shardOf(rank: number, workers: number, count: number): { from: number; to: number } {
  return { from: Math.floor((rank * count) / workers), to: Math.floor(((rank + 1) * count) / workers) }
}

/** How strategies/slices.ts divides the work of a step. Plain values: it is sent to the workers. */
export interface Division {
  /**
   * What the first layer is divided by: a piece computes some units of it for rows of the minibatch and updates
   * weights of those units, or computes all of it for its rows and updates some rows of weights.
   */
  readonly by: 'units' | 'rows'
  /** Pieces of each worker in a phase: see claims.ts. */
  readonly pieces: number
  /** By units: what each piece computes of the first layer. Otherwise empty. */
  readonly first: readonly FirstLayer[]
  /** What each piece updates, the pieces of each worker in turn. */
  readonly slices: readonly Slice[]
  /** The inputs for which each worker sorts a sparse minibatch; none where it is not sorted. */
  readonly sorted: readonly Sorted[]
  /**
   * Whether a worker may begin the next step while others update: what it then reads and writes, weights and
   * activations of its units, is nobody else's, and the examples. So there is no barrier behind a step.
   */
  readonly endsApart: boolean
}

/** Some units of the first layer for a part of the minibatch's rows. */
export interface FirstLayer {
  readonly units: Range
  /** The part, and how many there are. */
  readonly part: number
  readonly parts: number
}

/** Units of a SIMD register, and of a cache line. */
const REGISTER = 4
const LINE = 16

/** Registers a worker needs in the first layer: with fewer, finding an input costs more than multiplying it. */
const LEAST_REGISTERS = 4

/**
 * Divides a step among workers, such that the work is even. The division decides speed alone.
 *
 * A sparse first layer of enough units is divided by units: its weights then stay with the core that updates
 * them, and only what a minibatch makes of them travels. Elsewhere rows are divided.
 */
export function divide(workspace: Workspace, workers: number): Division {
  const { architecture, plan } = workspace
  const { sizes } = architecture
  const [{ outputs }] = architecture.layers
  const lit = plan.train.form === 'sparse' ? litParts(workspace) : undefined
  const multiplications = multiplicationsOf(sizes, lit ? total(lit) : sizes[0]) * plan.batchSize
  const byUnits = lit !== undefined && Math.ceil(outputs / REGISTER) >= LEAST_REGISTERS * workers
  const scattered = scatters(plan.batchSize, byUnits ? Math.ceil(outputs / workers) : outputs)
  const endsApart = byUnits && scattered && multiplications / workers <= WHOLE
  const pieces = endsApart ? 1 : piecesOf(multiplications, workers)
  const division = byUnits
    ? { by: 'units' as const, ...divideUnits(workspace, workers, pieces, lit) }
    : { by: 'rows' as const, pieces, first: [], ...divideRows(workspace, workers, pieces, lit) }
  return { ...division, ...(scattered && { sorted: [] }), endsApart }
}

/** Rows of a minibatch up to which workers take shares: larger steps gain more by pieces that others may take. */
const MOST_ROWS_BY_SHARES = 1024

/**
 * Whether so many workers train shares of a network with these sizes: a sparse one of two layers, whose blocks divide
 * evenly among them.
 */
export function suitsShares(
  sizes: readonly number[],
  batchSize: number,
  form: ExamplesPlan['form'],
  workers: number,
): boolean {
  const [, second, ...others] = createArchitecture(sizes).layers
  if (!second || others.length > 0 || form !== 'sparse') return false
  // A share is one piece.
  const isPiece = multiplicationsOf(sizes, sizes[0]) * batchSize <= workers * LARGEST_PIECE
  return workers > 1 && second.blocks.length % workers === 0 && batchSize <= MOST_ROWS_BY_SHARES && isPiece
}

/** Multiplications of a piece that are worth the fraction of a microsecond it takes to claim it. */
const PIECE = 100_000

/**
 * Multiplications up to which a worker's share of a step is left whole where that spares the barrier behind it: more
 * is gained than by others who take pieces of it.
 */
const WHOLE = 350_000

/** Multiplications of a piece at most: about a second. Behind each piece a worker shows that it lives. */
const LARGEST_PIECE = 4e9

/** With more, each reads its weights into the first-level cache again, and nobody waits less. */
const MOST_PIECES = 4

/** The same where each piece has units of its own: it is alone in reading their weights. */
const MOST_PIECES_OF_UNITS = 8

/** Multiplications of an example on its way forward, of whose inputs so many are multiplied. */
export function multiplicationsOf(sizes: readonly number[], inputs: number): number {
  return sizes.slice(1).reduce((sum, outputs, l) => sum + (l === 0 ? inputs : sizes[l]) * outputs, 0)
}

/** The pieces of each of `workers` in a step of so many multiplications. */
export function piecesOf(multiplications: number, workers: number): number {
  const share = multiplications / workers
  const worthIt = workers === 1 ? 1 : Math.min(MOST_PIECES, Math.floor(share / PIECE))
  return Math.max(1, worthIt, Math.ceil(share / LARGEST_PIECE))
}

/**
 * The first layer by units, and each worker's units again by units where there are many of them and few pieces,
 * otherwise by rows; the other layers by rows.
 */
function divideUnits(
  workspace: Workspace,
  workers: number,
  fewPieces: number,
  lit: Float64Array,
): Omit<Division, 'by' | 'endsApart'> {
  const { layers } = workspace.architecture
  const [{ inputs, outputs }] = layers
  const panels = Math.floor(outputs / workers / PANEL)
  const many = fewPieces > 1 && fewPieces <= MOST_PIECES && panels >= MOST_PIECES
  const pieces = many ? Math.min(MOST_PIECES_OF_UNITS, panels) : fewPieces
  const rows = cut(rowCost(workspace, lit).subarray(0, inputs + 1), pieces)
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
      // Behind units of its own a piece updates the weights that these activations meet, and the last the biases.
      const rows =
        l === 0 && parts === 1
          ? { first: units.first, last: piece === first.length - 1 ? inputs + 1 : units.last }
          : { first: from, last: to }
      return { rows, units: { first: 0, last: outputs } }
    })
    return [rectangle, ...others]
  })
  return { pieces, first, slices, sorted: sortedBy(workers, lit, workspace.plan.batchSize) }
}

/** For each worker as many inputs as take it as long to sort as the others. */
function sortedBy(workers: number, lit: Float64Array, batchSize: number): Sorted[] {
  // What sorting an input costs: the share of examples in which it is lit, and a little.
  const sorting = lit.map((share) => share + 1 / batchSize)
  return cut(sorting, workers).map((inputs, rank) => ({ rank, inputs }))
}

/** Whole registers of units, whole cache lines where that stays even. */
function unitsOf(rank: number, workers: number, units: number): Range {
  const grain = units >= 4 * LINE * workers ? LINE : REGISTER
  const { from, to } = shardOf(rank, workers, Math.ceil(units / grain))
  return { first: from * grain, last: Math.min(to * grain, units) }
}

/** Rows of all layers, one after the other. A worker sorts the inputs whose weights its pieces update. */
function divideRows(
  workspace: Workspace,
  workers: number,
  pieces: number,
  lit?: Float64Array,
): Pick<Division, 'slices' | 'sorted'> {
  const { layers, sizes } = workspace.architecture
  const ranges = cut(rowCost(workspace, lit), workers * pieces)
  const slices = ranges.map(
    (range): Slice =>
      layers.map(({ inputs, outputs, firstRow }) => {
        const { first, last } = overlap(range, { first: firstRow, last: firstRow + inputs + 1 })
        return {
          rows: { first: first - firstRow, last: last - firstRow },
          units: { first: 0, last: outputs },
        }
      }),
  )
  const sorted = Array.from({ length: workers }, (_, rank): Sorted => {
    const own = ranges.slice(rank * pieces, (rank + 1) * pieces)
    const range = { first: own[0].first, last: own[pieces - 1].last }
    return { rank, inputs: overlap(range, { first: 0, last: sizes[0] }) }
  })
  return { slices, sorted }
}

/** What summing and updating each row of each layer costs: a row of a dense layer meets every example. */
function rowCost({ architecture, plan }: Workspace, lit?: Float64Array): Float64Array {
  const cost = new Float64Array(architecture.rows)
  architecture.layers.forEach(({ inputs, outputs, firstRow }, l) => {
    const registers = Math.ceil(outputs / REGISTER)
    for (let i = 0; i <= inputs; i++) {
      const share = l === 0 && i < inputs && lit ? lit[i] : 1
      const cells = share * plan.batchSize
      // A cell costs its multiplications and about six operations to sort; the row, if any of it is lit, a
      // load and a store of its weights.
      const touched = 1 - (1 - share) ** plan.batchSize
      cost[firstRow + i] = cells * registers + (l === 0 && lit ? 6 * cells : 0) + 2 * touched * registers + 1
    }
  })
  return cost
}

/** Examples that the brightness of inputs is judged by. */
const SAMPLE = 4096

/** The share of sparse examples in which each input is lit, from a sample. */
function litParts({ architecture, train }: Workspace): Float64Array {
  const { plan, starts, entries } = train.examples
  const shares = new Float64Array(architecture.sizes[0])
  const sampled = Math.min(SAMPLE, plan.count)
  for (let k = 0; k < sampled; k++) {
    const example = Math.floor((k * plan.count) / sampled)
    for (let e = starts[example]; e < starts[example + 1]; e++) shares[entries[e] >>> 8] += 1 / sampled
  }
  return shares
}

/** Ends each of `parts` ranges where the running sum comes nearest to its part of the whole. */
function cut(cost: Float64Array, parts: number): Range[] {
  const whole = total(cost)
  const ranges: Range[] = []
  let row = 0
  let sum = 0
  for (let part = 0; part < parts; part++) {
    const first = row
    const goal = ((part + 1) * whole) / parts
    while (row < cost.length && (part === parts - 1 || sum + cost[row] / 2 < goal)) sum += cost[row++]
    ranges.push({ first, last: row })
  }
  return ranges
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0)
}
