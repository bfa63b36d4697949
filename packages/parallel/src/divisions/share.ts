import { type Architecture, createArchitecture } from '@antigrad/core'
import {
  type Arena,
  allocateParameters,
  allocateSlopes,
  indexOf,
  type Matrix,
  PANEL,
  panelWidth,
  type Range,
  type Slice,
  type Workspace,
  wholeSlice,
} from '@antigrad/core/internal'

/**
 * What one worker trains of a network of two layers where the workers share its blocks (`blocksOf`): some units of the
 * first layer and the rows of the second that their activations multiply. It is a network of its own, in memory of its own:
 * where cores own neighbouring columns of one matrix, each fetches the other's lines together with its own. The biases of
 * the second layer belong to the last share; those of the others are 0 and stay so.
 */
export interface Share {
  /** Units of the run's first layer. */
  readonly units: Range
  /** Blocks of the run's second layer: those that its units are the inputs of. */
  readonly blocks: Range
  /** The workspace of the share: it has parameters, layers, activations and deltas of its own; all else is the run's. */
  readonly workspace: Workspace
  /** `Scratch.transposed` of its own layers. */
  readonly transposed: readonly Matrix[]
  /** All of its parameters but biases that are another's. */
  readonly slice: Slice
}

/** [workers]: their shares, the next parts of `arena`. The blocks of the second layer divide evenly among the workers. */
export function allocateShares(arena: Arena, run: Workspace, workers: number): Share[] {
  const { blocks } = run.architecture.layers[1]
  const each = blocks.length / workers
  return Array.from({ length: workers }, (_, rank) => {
    const own = blocks.slice(rank * each, (rank + 1) * each)
    const units = { first: own[0].first, last: own[each - 1].last }
    const architecture = architectureOf(run.architecture, units, own)
    const [first, second] = wholeSlice(architecture)
    const isLast = rank === workers - 1
    return {
      units,
      blocks: { first: rank * each, last: (rank + 1) * each },
      ...allocateShare(arena, run, architecture),
      slice: [first, isLast ? second : { ...second, rows: { first: 0, last: units.last - units.first } }],
    }
  })
}

/** The blocks are the run's, for the sums to be. */
function architectureOf(run: Architecture, units: Range, blocks: readonly Range[]): Architecture {
  const { sizes } = run
  const architecture = createArchitecture([sizes[0], units.last - units.first, sizes[2]], run)
  const [first, second] = architecture.layers
  const own = blocks.map(({ first, last }) => ({ first: first - units.first, last: last - units.first }))
  return { ...architecture, layers: [first, { ...second, blocks: own }] }
}

function allocateShare(
  arena: Arena,
  run: Workspace,
  architecture: Architecture,
): Pick<Share, 'workspace' | 'transposed'> {
  const { rows } = run.activations[0]
  const parameters = allocateParameters(arena, architecture)
  const [{ inputs, outputs: units }, { outputs }] = architecture.layers
  const workspace = {
    ...run,
    architecture,
    parameters: parameters.values,
    layers: parameters.layers,
    activations: [arena.matrix(rows, units), arena.matrix(rows, outputs)],
    slopes: allocateSlopes(arena, architecture, run.plan, rows),
    deltas: [arena.matrix(rows, units), arena.matrix(rows, outputs)],
  }
  return { workspace, transposed: [arena.matrix(0, inputs), arena.matrix(outputs, units)] }
}

/** Copies a share's parameters out of those of the run. */
export function loadShare(run: Workspace, share: Share): void {
  for (const { ofRun, own, rows, columns } of rectangles(run, share)) copy(ofRun, own, rows, columns)
}

/** Copies a share's parameters back into those of the run. */
export function storeShare(run: Workspace, share: Share): void {
  for (const { ofRun, own, rows, columns } of rectangles(run, share)) copy(own, ofRun, rows, columns)
}

/** Where a rectangle of a matrix begins. */
interface Corner {
  readonly matrix: Matrix
  readonly row: number
  readonly column: number
}

/** What a share has of each layer: where it lies in the run's, where in its own, and how large it is. */
function rectangles(run: Workspace, { units, slice, workspace }: Share) {
  const [first, second] = workspace.layers
  return [
    {
      ofRun: { matrix: run.layers[0], row: 0, column: units.first },
      own: { matrix: first, row: 0, column: 0 },
      rows: first.rows,
      columns: first.columns,
    },
    {
      ofRun: { matrix: run.layers[1], row: units.first, column: 0 },
      own: { matrix: second, row: 0, column: 0 },
      // The biases in the last share alone.
      rows: slice[1].rows.last,
      columns: second.columns,
    },
  ]
}

function copy(from: Corner, to: Corner, rows: number, columns: number): void {
  // As many columns at a time as lie in a row in both.
  for (let j = 0; j < columns; ) {
    const left = [from, to].map(({ column }) => PANEL - ((column + j) % PANEL))
    const count = Math.min(columns - j, ...left)
    const source = startOf(from, j)
    const goal = startOf(to, j)
    const { values } = to.matrix
    if (source.width === count && goal.width === count) {
      // Rows that fill a panel of both follow each other without a gap.
      values.set(from.matrix.values.subarray(source.at, source.at + rows * count), goal.at)
    } else {
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < count; k++) {
          values[goal.at + i * goal.width + k] = from.matrix.values[source.at + i * source.width + k]
        }
      }
    }
    j += count
  }
}

/** Where column j from a corner on begins, and how far it is from there to the next row, in floats. */
function startOf({ matrix, row, column }: Corner, j: number): { at: number; width: number } {
  const first = column + j - ((column + j) % PANEL)
  return { at: indexOf(matrix, row, column + j), width: panelWidth(matrix.columns, first) }
}
