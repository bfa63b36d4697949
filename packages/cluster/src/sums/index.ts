/** `@antigrad/cluster/sums`: sums over ranks, whatever carries the messages. */
export { sumByDoubling } from './doubling.js'
export { gather } from './gather.js'
export { sumByHalving } from './halving.js'
export type { Link, Words } from './link.js'
export { sumPlainly } from './plain.js'
export { sumBySlices } from './slices.js'
export { DOUBLING_BELOW, sum } from './sum.js'
