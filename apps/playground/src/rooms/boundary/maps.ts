import { Network } from '@antigrad/core'
import { computed } from '@preact/signals'
import { EDGE } from './own-points.js'
import { architecture, parameters } from './session.js'

/** Places of the paper along each axis at which the network is asked. */
export const SIDE = 50

/** [SIDE² × 2]: the places, row by row from the top left. */
const PLACES = Float32Array.from({ length: 2 * SIDE * SIDE }, (_, k) => {
  const place = k >> 1
  return k % 2 === 0 ? coordinateOf(place % SIDE) : -coordinateOf(Math.floor(place / SIDE))
})

/** The network that is asked: written to as the parameters come, which is cheaper than a new one for each. */
const asked = computed(() => new Network(architecture.value))

/** What each unit makes of each place: for the inputs and for every layer [SIDE² × units]. */
export const maps = computed<readonly Float32Array[]>(() => {
  asked.value.parameters.set(parameters.value)
  return [PLACES, ...asked.value.activationsBatch(PLACES)]
})

/** The middle of a cell. */
function coordinateOf(cell: number): number {
  return EDGE * ((2 * cell + 1) / SIDE - 1)
}

/** What one unit makes of each place: [SIDE²]. */
export function mapOf(layer: Float32Array, unit: number): Float32Array {
  const units = layer.length / SIDE ** 2
  const map = new Float32Array(SIDE ** 2)
  for (let place = 0; place < map.length; place++) map[place] = layer[place * units + unit]
  return map
}
