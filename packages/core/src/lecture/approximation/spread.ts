import { createArchitecture } from '../../network/architecture.js'
import { layerMatrices } from '../../network/layer-matrices.js'
import { indexOf } from '../../network/matrix.js'
import { createRandom, type Random, STREAM } from '../../random.js'
import { inputOf, type Samples } from './samples.js'

/** σ of neighbouring units overlap: slope · distance between their centres. */
const OVERLAP = 1.2

/** No unit is steeper than this many times what an even spread would make it. */
const STEEPEST = 8

/** The last layer begins nearly flat, so that nothing of a random beginning is left between the samples. */
const FLATNESS = 1e-3

/**
 * Initial parameters for a network that is to follow a function of few arguments: the hidden units of the
 * first layer share the range of the samples, each steep at a place of its own (after D. Nguyen and
 * B. Widrow, Improving the learning speed of 2-layer neural networks, IJCNN 1990). Initial weights around
 * 0 without biases, as fillInitialParameters makes them, would bend all units at one place, and plain
 * gradient descent takes long to part them.
 *
 * Of one argument, the places are where the samples are: more units where samples lie close, and as much
 * steeper. Of several, each unit bends along a random direction through a random sample.
 * @param samples inputs already scaled to [−1, 1]
 * @param hidden at least one hidden layer
 */
export function spreadParameters(samples: Samples, hidden: readonly number[], seed: number): Float32Array {
  const architecture = createArchitecture([samples.dimensions, ...hidden, 1])
  const parameters = new Float32Array(architecture.length)
  const random = createRandom(seed, STREAM.weights)
  const [first, ...others] = layerMatrices(architecture, parameters)
  const units = hidden[0]
  const sorted = samples.inputs.toSorted()
  for (let j = 0; j < units; j++) {
    const { centre, weights } =
      samples.dimensions === 1 ? alongLine(sorted, j, units, random) : anywhere(samples, units, random)
    let bias = 0
    for (const [i, weight] of weights.entries()) {
      first.values[indexOf(first, i, j)] = weight
      bias -= weight * centre[i]
    }
    first.values[indexOf(first, samples.dimensions, j)] = bias
  }
  for (const [l, layer] of others.entries()) {
    const inputs = layer.rows - 1
    const limit = Math.sqrt(3 / inputs) * (l === others.length - 1 ? FLATNESS : 1)
    for (let i = 0; i < inputs; i++) {
      for (let j = 0; j < layer.columns; j++) {
        layer.values[indexOf(layer, i, j)] = (2 * random.uniform() - 1) * limit
      }
    }
  }
  return parameters
}

interface Unit {
  readonly centre: ArrayLike<number>
  readonly weights: readonly number[]
}

/** Unit j of `units`: at the sample j / units of the way through, as steep as samples lie close there. */
function alongLine(sorted: Float64Array, j: number, units: number, random: Random): Unit {
  const share = (j + random.uniform()) / units
  const sign = random.uniform() < 0.5 ? -1 : 1
  const [before, after] = [Math.max(0, share - 1 / units), Math.min(1, share + 1 / units)]
  const spacing = (quantile(sorted, after) - quantile(sorted, before)) / ((after - before) * units)
  const even = 2 / units
  return {
    centre: [quantile(sorted, share)],
    weights: [(sign * OVERLAP) / Math.max(spacing, even / STEEPEST)],
  }
}

function anywhere(samples: Samples, units: number, random: Random): Unit {
  const direction = Array.from({ length: samples.dimensions }, () => 2 * random.uniform() - 1)
  const length = Math.hypot(...direction)
  const spacing = 2 / units ** (1 / samples.dimensions)
  return {
    centre: inputOf(samples, random.integer(samples.count)),
    weights: direction.map((element) => ((element / length) * OVERLAP) / spacing),
  }
}

/** Between the sorted values, `share` of the way from the first to the last. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1)
  const left = Math.min(Math.floor(place), sorted.length - 2)
  return sorted[left] + (place - left) * (sorted[left + 1] - sorted[left])
}
