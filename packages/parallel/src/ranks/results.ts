import type { Part, Range } from '@antigrad/core/internal'
import type { ExchangeMemory } from './exchange-memory.js'

/** Which examples of a part each rank computed. */
export interface Computed {
  readonly part: Part
  readonly order: Uint32Array
  /** [ranks]: positions of the order. */
  readonly positions: readonly (readonly Range[])[]
}

/** Writes the losses and predictions of what a rank computed where others get them from, and where those of each rank lie. */
export function writeResults({ results, bounds }: ExchangeMemory, computed: Computed, rank: number): void {
  for (const [r, ranges] of computed.positions.entries()) {
    const count = ranges.reduce((sum, { first, last }) => sum + last - first, 0)
    bounds[r + 1] = bounds[r] + 2 * count
  }
  const { losses, predictions } = computed.part
  const asFloats = floatsOf(results)
  visit(bounds, computed, rank, (example, loss, prediction) => {
    asFloats[loss] = losses[example]
    results[prediction] = predictions[example]
  })
}

/** Reads what the other ranks wrote. */
export function readResults({ results, bounds }: ExchangeMemory, computed: Computed, rank: number): void {
  const { losses, predictions } = computed.part
  const asFloats = floatsOf(results)
  for (let other = 0; other < computed.positions.length; other++) {
    if (other === rank) continue
    visit(bounds, computed, other, (example, loss, prediction) => {
      losses[example] = asFloats[loss]
      predictions[example] = results[prediction]
    })
  }
}

/** Goes through what a rank computed: its losses lie together, and after them its predictions. */
function visit(
  bounds: Int32Array,
  { order, positions }: Computed,
  rank: number,
  take: (example: number, loss: number, prediction: number) => void,
): void {
  const count = (bounds[rank + 1] - bounds[rank]) / 2
  let loss = bounds[rank]
  for (const { first, last } of positions[rank]) {
    for (let position = first; position < last; position++, loss++) {
      take(order[position], loss, loss + count)
    }
  }
}

function floatsOf(words: Int32Array): Float32Array {
  return new Float32Array(words.buffer, words.byteOffset, words.length)
}
